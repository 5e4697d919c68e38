"""Keeps the parts of the studio running: starts them, restarts what dies, stops all of it."""

import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from typing import IO

import click

from webapp.runtime.child import Child
from webapp.runtime.guard import Guard
from webapp.runtime.parts import Part
from webapp.runtime.sessions import members, signal_sessions

STOP_PATIENCE_S = 8.0
_GONE_WITHIN_S = 1.0
_POLL_S = 0.1


class Supervisor:
    """Runs parts until a signal says to stop.

    `lock` is a file whose lock the guardian shall share; after `patience_s` seconds, what stays is killed.
    """

    def __init__(self, lock: IO[str] | None = None, patience_s: float = STOP_PATIENCE_S) -> None:
        self.children: list[Child] = []
        self._patience_s = patience_s
        self.must_stop = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop_soon)
        self._guard = Guard(lock, patience_s)

    def _stop_soon(self, _number: int, _frame: object) -> None:
        self.must_stop = True

    def add(self, part: Part) -> Child:
        """Starts `part`; `run` keeps it running."""
        child = Child(part)
        self.children.append(child)
        self._guard.watch([child.start(self._guard.let_go)])
        return child

    def run(self, until: Callable[[], bool] = lambda: False) -> None:
        """Keeps every part running until a signal says to stop, or until `until` says so."""
        while not self.must_stop and not until():
            for child in self.children:
                self._care_for(child)
            self._guard.renew(self._session_ids(self.children))
            time.sleep(_POLL_S)

    def stop(self) -> None:
        """Stops every part, politely first and then for good, and leaves no process."""
        deadline = time.monotonic() + self._patience_s
        for stops_last in (False, True):
            _stop([child for child in self.children if child.part.stops_last == stops_last], deadline)
        self._guard.close()

    def _care_for(self, child: Child) -> None:
        if child.has_died():
            child.bury()
            click.echo(f"{child.part.name} stopped by itself; starting it again in {child.pause_s:g} s.", err=True)
        elif child.is_due():
            self._guard.watch([child.start(self._guard.let_go)])

    @staticmethod
    def _session_ids(children: list[Child]) -> list[int]:
        return [child.process.pid for child in children if child.process]


def _stop(children: list[Child], deadline: float) -> None:
    """Asks the leaders alone, for each knows best how to stop what it started; then kills what stayed."""
    processes = [child.process for child in children if child.process]
    for process in processes:
        process.terminate()
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(deadline - time.monotonic(), _POLL_S))
    sessions = [process.pid for process in processes]
    signal_sessions(sessions, signal.SIGKILL)
    for process in processes:
        process.wait()
    _wait_until_gone(sessions)


def _wait_until_gone(sessions: list[int]) -> None:
    """Waits a moment for the kernel; not for ever, as a host without an init keeps its dead."""
    deadline = time.monotonic() + _GONE_WITHIN_S
    while members(sessions) and time.monotonic() < deadline:
        time.sleep(_POLL_S / 10)
