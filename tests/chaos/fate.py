"""Where a process may die: before and after each step that leaves something behind."""

import random
from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import Any

import pytest

from webapp.pipeline import attempts, draw, finish, hooks, run, save, status, watch
from webapp.storage.local import LocalStorage

STEPS: tuple[tuple[Any, str], ...] = (
    (attempts, "begin"),
    (attempts, "end"),
    (attempts, "store_prediction"),
    (finish, "finish"),
    (finish, "fail"),
    (run, "claim"),
    (draw, "save_picture"),
    (watch, "save_picture"),
    (draw, "trigger_first"),
    (watch, "trigger_first"),
    (save, "_commit"),
    (status, "change"),
    (LocalStorage, "put"),
)
MOST_STEPS = 40


class Killed(BaseException):
    """The process is gone: nothing may catch this."""


class Fate:
    """Counts the steps of one process down to its death. `deaths` tells where processes died."""

    def __init__(self, choose: random.Random) -> None:
        self._choose = choose
        self._left = 0
        self.deaths: Counter[str] = Counter()
        self.meanwhile: Callable[[str], None] | None = None
        self._while_frozen: Callable[[], None] | None = None

    def arm(self) -> None:
        """Lets the next process die at one of its steps, if it gets so far."""
        self._left = self._choose.randint(1, MOST_STEPS)

    def freeze(self, meanwhile: Callable[[], None]) -> None:
        """Lets the next process stand still at one of its steps until `meanwhile` is over, and then go on."""
        self.arm()
        self._while_frozen = meanwhile

    def disarm(self) -> None:
        self._left, self._while_frozen = 0, None

    def at(self, place: str) -> None:
        if not self._left:
            return
        self._left -= 1
        if self._left:
            return
        if self._while_frozen is not None:
            self._while_frozen()
            return
        self.deaths[place] += 1
        raise Killed(place)

    def interrupt(self, prediction_id: str) -> None:
        """Lets others do something between a provider's answer and the keeping of its id."""
        if self.meanwhile is not None:
            self.meanwhile(prediction_id)

    def watch_over(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Makes every step a place to die at."""
        for owner, name in STEPS:
            monkeypatch.setattr(owner, name, self._mortal(getattr(owner, name), name))
        for name in ("HOOKS", "LATE_HOOKS"):
            mortal = tuple(self._mortal(hook, hook.__name__) for hook in getattr(hooks, name))
            monkeypatch.setattr(hooks, name, mortal)

    def _mortal(self, step: Callable[..., Any], name: str) -> Callable[..., Any]:
        @wraps(step)
        def mortal(*args: Any, **values: Any) -> Any:
            self.at(f"before {name}")
            result = step(*args, **values)
            self.at(f"after {name}")
            return result

        return mortal
