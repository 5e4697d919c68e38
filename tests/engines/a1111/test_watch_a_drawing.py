"""Progress, previews, interrupts and turns while a drawing is made."""

import threading

import pytest

from tests.engines.contract import Told
from tests.engines.fake.a1111 import FakeAutomatic
from webapp.engines.a1111 import watch
from webapp.engines.a1111.engine import Automatic1111
from webapp.engines.a1111.turn import turn
from webapp.engines.errors import EngineError, Stopped
from webapp.engines.pictures import sniff
from webapp.engines.types import EngineRequest

BOAT = EngineRequest("a red boat", width_px=512, height_px=512, seed=7)
INTERRUPT = "POST /sdapi/v1/interrupt"


class LetsGo(Told):
    """Lets the fake finish once it was told something `times` times."""

    def __init__(self, fake: FakeAutomatic, times: int) -> None:
        super().__init__()
        self.fake, self.times = fake, times
        self.threads: set[int] = set()

    def __call__(self, *args: object) -> None:
        super().__call__(*args)  # type: ignore[arg-type]
        self.threads.add(threading.get_ident())
        if len(self.progress) >= self.times:
            self.fake.let_go.set()


def test_steps_and_a_preview_are_told_from_the_engines_own_thread(engine: Automatic1111, fake: FakeAutomatic) -> None:
    fake.is_slow = True
    told = LetsGo(fake, 4)
    engine.run(BOAT, told)
    assert told.progress[-1] == 0.4
    assert "Step 8 of 20" in told.stages
    assert sniff(told.previews[0]) == "WEBP"
    assert told.threads == {threading.get_ident()}


def test_pictures_are_asked_for_less_often_than_steps(engine: Automatic1111, fake: FakeAutomatic) -> None:
    fake.is_slow = True
    engine.run(BOAT, LetsGo(fake, 6))
    looks = [call.query["skip_current_image"] for call in fake.calls if call.key == "GET /sdapi/v1/progress"]
    assert looks.count("false") == 1
    assert len(looks) >= 5


def test_progress_never_goes_back(engine: Automatic1111, fake: FakeAutomatic) -> None:
    fake.is_slow = True

    class GoesBack(LetsGo):
        def __call__(self, *args: object) -> None:
            super().__call__(*args)
            self.fake.progress = 0.1 if self.progress[-1] else 0.4

    told = GoesBack(fake, 4)
    engine.run(BOAT, told)
    assert told.progress == sorted(told.progress)
    assert told.progress[-1] == 0.4


def test_a_stopped_drawing_is_interrupted_on_the_server(engine: Automatic1111, fake: FakeAutomatic) -> None:
    fake.is_slow = True
    with pytest.raises(Stopped):
        engine.run(BOAT, Told(stops_at=2))
    assert [call.key for call in fake.calls].count(INTERRUPT) == 1
    assert fake.interrupted


def test_a_drawing_that_somebody_else_interrupts_is_no_picture(engine: Automatic1111, fake: FakeAutomatic) -> None:
    fake.is_slow = True

    class Meddler(Told):
        def __call__(self, *args: object) -> None:
            if fake.begun.is_set():
                fake.interrupted = True
                fake.let_go.set()

    with pytest.raises(EngineError, match="Somebody stopped"):
        engine.run(BOAT, Meddler())
    assert INTERRUPT not in [call.key for call in fake.calls]


def test_a_server_that_tells_no_progress_still_draws(
    engine: Automatic1111, fake: FakeAutomatic, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.is_slow = True
    fake.app.view_functions["tell"] = lambda: fake.refusal(500, "RuntimeError", "")
    told = LetsGo(fake, 3)
    assert engine.run(BOAT, told).pictures
    assert set(told.progress) == {0.0}


def test_a_server_is_used_by_one_call_at_a_time(engine: Automatic1111, fake: FakeAutomatic) -> None:
    with turn(fake.url, Told()), pytest.raises(Stopped):
        engine.run(BOAT, Told(stops_at=3))
    assert fake.creates == 0
    assert engine.run(BOAT, Told()).pictures


def test_who_waits_for_a_turn_says_so(fake: FakeAutomatic) -> None:
    told = Told(stops_at=1)
    with turn(fake.url, Told()), pytest.raises(Stopped), turn(fake.url, told):
        pass
    assert told.stages == ["Waiting for its turn"]


def test_two_servers_have_turns_of_their_own(fake: FakeAutomatic) -> None:
    with turn(fake.url, Told()), turn(f"{fake.url}/other", Told(stops_at=0)):
        pass


def test_previews_come_at_most_every_two_seconds() -> None:
    assert watch.PREVIEW_EVERY_S == 2.0
