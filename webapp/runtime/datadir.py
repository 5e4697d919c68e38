"""DATA_DIR: made at the first start, and held by one studio at a time."""

import fcntl
import time
from collections.abc import Callable
from typing import IO

from webapp.config import Settings

_PATIENCE_S = 12.0
_POLL_S = 0.1


class DataDirError(Exception):
    """DATA_DIR cannot be used. Its text is for the person who starts the studio."""


def make(settings: Settings) -> None:
    """Makes DATA_DIR for its owner alone: pictures in it may be private. Raises DataDirError."""
    try:
        settings.data_path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise DataDirError(f"DATA_DIR {settings.data_path} cannot be made: {error.strerror}.") from error


def lock(settings: Settings, say: Callable[[str], object], patience_s: float = _PATIENCE_S) -> IO[str]:
    """Holds DATA_DIR for this process, and for as long as it keeps the returned file open.

    Waits a moment for a studio that is just stopping. Raises DataDirError when another one goes on running.
    """
    make(settings)
    path = settings.data_path / "lock"
    try:
        file = path.open("a")
    except OSError as error:
        raise DataDirError(f"DATA_DIR {settings.data_path} cannot be written to: {error.strerror}.") from error
    deadline = time.monotonic() + patience_s
    has_waited = False
    while not _take(file):
        if time.monotonic() > deadline:
            file.close()
            raise DataDirError(
                f"Another Atelier is running on {settings.data_path}. Stop it first, or choose another DATA_DIR."
            )
        if not has_waited:
            say("Another Atelier uses this DATA_DIR; waiting a moment in case it is just stopping.")
        has_waited = True
        time.sleep(_POLL_S)
    return file


def _take(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
