"""A studio spread over hosts: every part a process with a folder of its own, joined by addresses alone."""

import os
import select
import shutil
import socket
import socketserver
import subprocess
import sys
import threading
import urllib.request
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psutil
import requests
from redis import Redis
from redis.exceptions import RedisError

from tests.runtime.processes import ROOT, lives, read, wait_until
from tests.runtime.test_up import free_port
from webapp.runtime.redis_server import find_server

BUCKET = "pictures"
SECRET = "outgrown-only-0123456789-abcdefghijklmnop"
STOPS_WITHIN_S = 15.0


class Hosts:
    """The parts of the studio and what they know of each other: addresses and one secret."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self._folder = folder
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._doors = ExitStack()
        self.web_port, redis_port, s3_port = free_port(), free_port(), free_port()
        self.web_url, self.s3_url = f"http://127.0.0.1:{self.web_port}", f"http://127.0.0.1:{s3_port}"
        unset = dict.fromkeys(("MEDIA_ROOT", "STORAGE_URL"), "")
        self._common = {
            **os.environ,
            **unset,
            "ATELIER_ENV_FILE": "",
            "PYTHONPATH": str(ROOT),
            "SECRET_KEY": SECRET,
            "REDIS_URL": f"redis://127.0.0.1:{redis_port}/0",
            "DATABASE_URL": self._doors.enter_context(tcp_door(database_url)),
            "STORAGE_URL": f"s3://{BUCKET}/studio",
            "AWS_ENDPOINT_URL": self.s3_url,
            "AWS_ACCESS_KEY_ID": "outgrown",
            "AWS_SECRET_ACCESS_KEY": "outgrown-secret",
            "PORT": str(self.web_port),
            "BASE_URL": self.web_url,
        }
        redis = [find_server(), "--port", str(redis_port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self._start("redis", redis)
        self._start("s3", [self._tool("moto_server"), "-H", "127.0.0.1", "-p", str(s3_port)])
        wait_until(lambda: _answers(self._common["REDIS_URL"]))
        wait_until(lambda: _responds(self.s3_url), 60)
        request = urllib.request.Request(f"{self.s3_url}/{BUCKET}", method="PUT")  # noqa: S310 - our own loopback server
        urllib.request.urlopen(request).close()  # noqa: S310 - the same

    def flask(self, *words: str, given: str = "") -> str:
        """Runs a command of the studio to its end, on a host of its own."""
        done = subprocess.run(
            [self._tool("flask"), "--app", "wsgi", *words],
            cwd=ROOT,
            env=self._environment("admin"),
            input=given,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self, name: str) -> None:
        """Starts `web`, `upkeep` or `worker-N`."""
        self._start(name, [self._tool("flask"), "--app", "wsgi", name.partition("-")[0]])
        if name == "web":
            wait_until(lambda: _responds(f"{self.web_url}/healthz"), 60)

    def kill(self, name: str) -> None:
        """Ends a part and all its children at once, as a host that loses its power."""
        for process in self.family(name):
            process.kill()
        self._running[name].wait(STOPS_WITHIN_S)

    def family(self, name: str) -> list[psutil.Process]:
        if not lives(self._running[name].pid):
            return []
        own = psutil.Process(self._running[name].pid)
        return [own, *own.children(recursive=True)]

    def busy_worker(self) -> str | None:
        """The worker that has a drawing child just now."""
        workers = (name for name in self._running if name.startswith("worker"))
        return next((name for name in workers if len(self.family(name)) > 1), None)

    def log(self, name: str) -> str:
        return read(self._folder / f"{name}.log")

    def folder(self, name: str) -> Path:
        return self._folder / name

    def close(self) -> None:
        families = [each for name in self._running for each in self.family(name)]
        for name in reversed(self._running):
            self._running[name].terminate()
        psutil.wait_procs(families, STOPS_WITHIN_S)
        for each in families:
            with suppress(psutil.NoSuchProcess):
                each.kill()
        for process in self._running.values():
            process.wait(STOPS_WITHIN_S)
        self._doors.close()

    def _start(self, name: str, command: list[str]) -> None:
        with (self._folder / f"{name}.log").open("w") as log:
            self._running[name] = subprocess.Popen(
                command, cwd=self._cwd(name), env=self._environment(name), stdout=log, stderr=subprocess.STDOUT
            )

    def _cwd(self, name: str) -> Path:
        folder = self.folder(name)
        folder.mkdir(exist_ok=True)
        return folder if name in {"redis", "s3"} else ROOT

    def _environment(self, name: str) -> dict[str, str]:
        return {**self._common, "DATA_DIR": str(self.folder(name))}

    def _tool(self, name: str) -> str:
        found = shutil.which(name, path=str(Path(sys.executable).parent))
        assert found, f"{name} is not installed"
        return found


class tcp_door:  # noqa: N801 - used as a context manager, like a function
    """Opens a port on loopback that leads to PostgreSQL's socket, as PostgreSQL itself would on its own host."""

    def __init__(self, database_url: str) -> None:
        parts = urlsplit(database_url)
        self._socket = Path(parse_qs(parts.query)["host"][0]) / ".s.PGSQL.5432"
        self._name = parts.path.strip("/")
        self._user = parts.username or "postgres"

    def __enter__(self) -> str:
        target = str(self._socket)

        class Door(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                with socket.socket(socket.AF_UNIX) as inner, suppress(OSError):
                    inner.connect(target)
                    _pump(self.request, inner)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Door)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1})
        self._thread.start()
        return f"postgresql+psycopg://{self._user}:@127.0.0.1:{self._server.server_address[1]}/{self._name}"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.socket.close()


def _pump(one: socket.socket, other: socket.socket) -> None:
    """Carries bytes both ways until one side is done."""
    ends = {one: other, other: one}
    while True:
        for ready in select.select(list(ends), [], [])[0]:
            piece = ready.recv(65536)
            if not piece:
                return
            ends[ready].sendall(piece)


def _answers(redis_url: str) -> bool:
    with Redis.from_url(redis_url) as client, suppress(RedisError):
        return bool(client.ping())
    return False


def _responds(url: str) -> bool:
    with suppress(requests.RequestException):
        return requests.get(url, timeout=5).status_code < 500
    return False
