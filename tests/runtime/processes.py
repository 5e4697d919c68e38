"""Starting, finding and awaiting real processes."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 20.0


def wait_until(is_so: Callable[[], object], within_s: float = PATIENCE_S) -> None:
    """Returns as soon as `is_so` holds; fails when it does not within `within_s` seconds."""
    deadline = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def read(path: Path) -> str:
    """What a process has written so far."""
    return path.read_text() if path.exists() else ""


def pids_in(path: Path) -> list[int]:
    return [int(word) for word in read(path).split()]


def lives(pid: int) -> bool:
    """Tells whether the process is there and is no zombie, which nobody may have buried in a container."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@contextmanager
def studio(*commands: str, patience_s: float = 5.0) -> Iterator["subprocess.Popen[bytes]"]:
    """Runs a supervisor over shell commands; ends it and them, whatever the test did."""
    command = [sys.executable, "-m", "tests.runtime.studio", str(patience_s), *commands]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
