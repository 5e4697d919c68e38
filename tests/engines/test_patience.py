"""A long call is told about while it lasts, and a paid one is seen through to its end."""

from threading import Event
from typing import Any

import pytest

from tests.engines.contract import Told
from webapp.engines import patience
from webapp.engines.errors import Rejected, Stopped
from webapp.engines.patience import patiently


@pytest.fixture(autouse=True)
def _tells_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "TELL_EVERY_S", 0.005)


class Heard(Told):
    """Ends the call after it was told three times; from `stops_at` on it wants nothing any more."""

    def __init__(self, stops_at: int | None = None) -> None:
        super().__init__(stops_at)
        self.was_heard = Event()
        self.times = 0

    def __call__(self, progress: float, stage: str, preview: Any = None) -> None:
        self.times += 1
        if self.times >= 4 or (self.stops_at is not None and self.times > self.stops_at):
            self.was_heard.set()
        super().__call__(progress, stage, preview)


def test_progress_grows_and_never_arrives() -> None:
    told = Heard()
    assert patiently(lambda: told.was_heard.wait(5), told, 0.01, "Drawing") is True
    assert len(told.progress) >= 4
    assert told.progress == sorted(told.progress)
    assert told.progress[0] == 0
    assert told.progress[-1] < 0.96
    assert set(told.stages) == {"Drawing"}


def test_stopped_before_the_call_makes_none() -> None:
    with pytest.raises(Stopped):
        patiently(lambda: pytest.fail("called"), Told(stops_at=0), 1, "Drawing")


def test_stopped_during_the_call_waits_for_what_is_paid() -> None:
    told = Heard(stops_at=1)
    assert patiently(lambda: told.was_heard.wait(5) and "a picture", told, 1, "Drawing") == "a picture"
    assert len(told.progress) == 1


def test_the_calls_own_error_passes() -> None:
    def refuse() -> None:
        raise Rejected("Too blue.")

    with pytest.raises(Rejected, match="Too blue"):
        patiently(refuse, Told(), 1, "Drawing")
