"""How often to ask: quickly while few predictions are open, and never faster than the provider allows."""

import threading
import time
from typing import Final

# The provider takes 3000 calls a minute besides creates; this leaves room for fetching, and for others.
ASKS_PER_S: Final = 40.0
LEAST_S: Final = 1.0
FORGOTTEN_AFTER_S: Final = 60.0


class Pace:
    """Remembers which predictions this process has asked for lately, and spreads the asking over them all."""

    def __init__(self) -> None:
        self._asked_at: dict[str, float] = {}
        self._lock = threading.Lock()

    def ask_again_s(self, prediction_id: str) -> float:
        """Notes that `prediction_id` is still waited for. Returns when to ask for it again, in seconds."""
        now = time.monotonic()
        with self._lock:
            self._asked_at = {
                each: asked_at for each, asked_at in self._asked_at.items() if now - asked_at < FORGOTTEN_AFTER_S
            }
            self._asked_at[prediction_id] = now
            return max(LEAST_S, len(self._asked_at) / ASKS_PER_S)

    def forget(self, prediction_id: str) -> None:
        """Makes room: nobody waits for `prediction_id` any more."""
        with self._lock:
            self._asked_at.pop(prediction_id, None)
