"""A clock of processor time, which stays true on busy cores: of this process and of those that PostgreSQL lends it."""

import time
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

NANOSECONDS = 1e9


class ProcessorClock:
    """Counts seconds. Linux tells a server's to the nanosecond; where it does not, only this process counts."""

    def __init__(self) -> None:
        self._server_pids: set[int] = set()

    def watch(self, engine: Engine) -> None:
        """Counts what the engine's connections take from now on, too."""
        event.listen(engine, "connect", self._note)
        engine.dispose()

    def __call__(self) -> float:
        return time.process_time() + sum(map(_seconds_of, self._server_pids))

    def _note(self, connection: Any, _record: object) -> None:
        if hasattr(connection, "info"):
            self._server_pids.add(connection.info.backend_pid)


def _seconds_of(pid: int) -> float:
    kept = Path(f"/proc/{pid}/schedstat")
    return int(kept.read_text().split()[0]) / NANOSECONDS if kept.exists() else 0.0
