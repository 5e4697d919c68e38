"""Ends whole sessions of processes, so that grandchildren in process groups of their own go too."""

import os
import signal
import subprocess
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_POLL_S = 0.05


def members(session_ids: Iterable[int]) -> list[int]:
    """Returns the ids of the living processes in these sessions."""
    wanted = set(session_ids)
    return [pid for pid in _all_pids() if _session_of(pid) in wanted and not _is_zombie(pid)]


def signal_sessions(session_ids: Iterable[int], number: signal.Signals) -> None:
    """Sends a signal to every process of these sessions."""
    for pid in members(session_ids):
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, number)


def end_sessions(session_ids: Iterable[int], patience_s: float) -> None:
    """Asks every process of these sessions to stop; after `patience_s` seconds, kills those that stayed."""
    ids = set(session_ids)
    signal_sessions(ids, signal.SIGTERM)
    deadline = time.monotonic() + patience_s
    while members(ids) and time.monotonic() < deadline:
        time.sleep(_POLL_S)
    signal_sessions(ids, signal.SIGKILL)


def _all_pids() -> list[int]:
    if Path("/proc/self").exists():
        return [int(name) for name in os.listdir("/proc") if name.isdigit()]  # noqa: PTH208 - names alone, quickly
    listing = subprocess.run(["ps", "-A", "-o", "pid="], capture_output=True, text=True, check=True)
    return [int(line) for line in listing.stdout.split()]


def _is_zombie(pid: int) -> bool:
    """The dead whose parent never asks for them stay listed, where no init takes care of orphans."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state == "Z"


def _session_of(pid: int) -> int | None:
    try:
        return os.getsid(pid)
    except (ProcessLookupError, PermissionError):
        return None
