"""One command starts the whole studio; Ctrl-C ends all of it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.runtime.processes import ROOT, lives, read, wait_until

OPEN = "Atelier is open at"
LIBRARIES = (
    "flask",
    "sqlalchemy.orm",
    "alembic.config",
    "numpy",
    "PIL.Image",
    "redis",
    "requests",
    "pydantic_settings",
)
KEPT = ("secret_key", "atelier.db", "redis/redis.sock", "log/redis.log", "media/.atelier-media")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(process: psutil.Process) -> str:
    """What the process was started with; nothing when it ends just now."""
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


class Running:
    """A studio that was started by the command, and what can be seen of it from outside."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.port = free_port()
        self.log = folder / f"log-{self.port}"
        chosen = {"DATA_DIR": str(folder / "data"), "PORT": str(self.port), "WORKERS": "1", **settings}
        unset = dict.fromkeys(("REDIS_URL", "DATABASE_URL", "STORAGE_URL", "MEDIA_ROOT", "SECRET_KEY"), "")
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "webapp.runtime.up"],
                cwd=ROOT,
                env={**os.environ, **unset, "ATELIER_ENV_FILE": "", **chosen},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def family(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def part(self, word: str) -> psutil.Process:
        """The oldest process whose command holds `word`."""
        return next(each for each in self.family() if word in command(each))

    def crew(self) -> list[psutil.Process]:
        """The process that forks, its worker and its upkeep."""
        return [each for each in self.family() if "tasks.crew" in command(each)]

    def processor_s(self) -> float:
        """Seconds of processor time that all of it has used so far, ended children included."""
        return sum(sum(each.cpu_times()[:4]) for each in (psutil.Process(self.process.pid), *self.family()))

    def is_open(self) -> bool:
        return OPEN in read(self.log)

    def status(self, path: str) -> int | None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            return None
        finally:
            connection.close()


@contextmanager
def started(folder: Path, **settings: str) -> Iterator[Running]:
    """Starts a studio and waits for its address; ends it whatever the test did."""
    running = Running(folder, **settings)
    try:
        wait_until(lambda: running.is_open() or running.process.poll() is not None, 30)
        assert running.is_open(), read(running.log)
        yield running
    finally:
        family = running.family() if running.process.poll() is None else []
        running.process.terminate()
        running.process.wait(15)
        for each in family:
            if lives(each.pid):
                each.kill()


def test_it_opens_heals_and_closes(tmp_path: Path) -> None:
    with started(tmp_path) as running:
        assert running.status("/healthz") == 200
        wait_until(lambda: running.status("/readyz") == 200)
        assert all((tmp_path / "data" / name).exists() for name in KEPT)
        wait_until(lambda: len(running.crew()) == 3)

        running.part("granian").kill()
        wait_until(lambda: "web stopped by itself" in read(running.log))
        wait_until(lambda: running.status("/healthz") == 200)

        family = [each.pid for each in running.family()]
        asked = time.monotonic()
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(10) == 0
        assert time.monotonic() - asked < 10
        assert not any(lives(pid) for pid in family)


def test_the_crew_shares_its_memory_and_comes_back_whole_when_killed(tmp_path: Path) -> None:
    with started(tmp_path) as running:
        wait_until(lambda: len(running.crew()) == 3)
        old = running.crew()
        for forked in old[1:]:
            memory = forked.memory_full_info()
            assert memory.pss < memory.rss * 0.7
        old[0].kill()
        wait_until(lambda: len(running.crew()) == 3 and not any(lives(each.pid) for each in old))
        assert "crew stopped by itself" in read(running.log)


def libraries_s() -> float:
    """Seconds of processor time that it takes here and now to import what every part of the studio needs."""
    before = os.times()
    subprocess.run([sys.executable, "-c", f"import {', '.join(LIBRARIES)}"], check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def test_a_second_start_costs_little_more_than_its_libraries(tmp_path: Path) -> None:
    with started(tmp_path):
        pass
    with started(tmp_path) as running:
        cost_s = running.processor_s()
    # Two processes import them side by side, and do as much again of their own.
    assert cost_s < 5 * libraries_s()


def test_nothing_outlives_a_killed_studio(tmp_path: Path) -> None:
    with started(tmp_path) as running:
        wait_until(lambda: len(running.family()) >= 5)
        family = [each.pid for each in running.family()]
        running.process.kill()
        wait_until(lambda: not any(lives(pid) for pid in family), 12)


def test_a_port_in_use_is_said_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        running = Running(tmp_path, PORT=port)
        assert running.process.wait(10) == 1
    assert f"127.0.0.1:{port} is not free" in read(running.log)
    assert len(read(running.log).splitlines()) == 1


def test_an_unreachable_database_is_one_clear_sentence(tmp_path: Path) -> None:
    away = "postgresql+psycopg://nobody:CANARY-password@127.0.0.1:1/atelier"
    running = Running(tmp_path, DATABASE_URL=away)
    assert running.process.wait(20) == 1
    assert "The database does not answer. Check DATABASE_URL" in read(running.log)
    assert "Traceback" not in read(running.log)
    assert "CANARY" not in read(running.log)


def test_a_redis_that_cannot_start_is_said(tmp_path: Path) -> None:
    broken = tmp_path / "redis-server"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    running = Running(tmp_path, PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert running.process.wait(40) == 1
    assert "Redis did not start; " in read(running.log)
    assert "Traceback" not in read(running.log)
