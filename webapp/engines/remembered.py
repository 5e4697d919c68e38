"""What a server told about itself, kept for a while so that pages do not ask it each time."""

import threading
import time
from collections.abc import Callable
from typing import Final, Generic, TypeVar

from webapp.engines.errors import EngineError

T = TypeVar("T")

KEPT_S: Final = 60.0
ASK_AGAIN_S: Final = 15.0


class Remembered(Generic[T]):
    """Keeps what `read` returned for `kept_s` seconds; `otherwise` stands in until a first answer came.

    When `read` raises an EngineError, the last good answer stays, and nobody asks again for 15 seconds.
    """

    def __init__(self, read: Callable[[], T], otherwise: T, kept_s: float = KEPT_S) -> None:
        self._read = read
        self._value = otherwise
        self._kept_s = kept_s
        self._until = float("-inf")
        self._lock = threading.Lock()

    def get(self) -> T:
        """Returns what is known. One thread at a time asks the server; after the first answer others do not wait."""
        if time.monotonic() < self._until:
            return self._value
        if self._lock.acquire(blocking=self._until == float("-inf")):
            try:
                self._ask()
            finally:
                self._lock.release()
        return self._value

    def _ask(self) -> None:
        if time.monotonic() < self._until:
            return
        kept_s = ASK_AGAIN_S
        try:
            self._value = self._read()
            kept_s = self._kept_s
        except EngineError:
            pass  # what was known before is the best guess
        self._until = time.monotonic() + kept_s
