"""Keeps our questions under AI Horde's limit, however many pictures wait."""

import threading
import time
from collections import deque
from typing import Final

from webapp.engines.errors import RateLimited

# The provider allows ten a second; some is left to others at the same address.
MOST_A_SECOND: Final = 8
REMEMBERED_S: Final = 60.0


class Pace:
    """Counts the questions of the last second, and how many pictures are asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked: deque[float] = deque()
        self._seen: dict[str, float] = {}

    def take(self, prediction_id: str) -> None:
        """Counts a question. Raises RateLimited, with when to come again, when there were too many."""
        with self._lock:
            now = time.monotonic()
            while self._asked and now - self._asked[0] >= 1.0:
                self._asked.popleft()
            self._seen[prediction_id] = now
            if len(self._asked) >= MOST_A_SECOND:
                raise RateLimited(retry_after_s=max(1.0, self._round_s(now)))
            self._asked.append(now)

    def ask_again_s(self, wished_s: float) -> float:
        """Returns when to ask again: as wished, or later when all the others have to come in between."""
        with self._lock:
            return max(wished_s, self._round_s(time.monotonic()))

    def forget(self, prediction_id: str) -> None:
        with self._lock:
            self._seen.pop(prediction_id, None)

    def _round_s(self, now: float) -> float:
        self._seen = {each: at for each, at in self._seen.items() if now - at < REMEMBERED_S}
        return len(self._seen) / MOST_A_SECOND
