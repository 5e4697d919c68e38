"""Several pictures in one call: each told, stopped, held back or too large by itself."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.engines.contract import Told
from tests.engines.diffusers.fake import FakeBackend
from webapp.engines.batch import Outcome
from webapp.engines.diffusers.drawing import OutOfMemory
from webapp.engines.diffusers.engine import Diffusers
from webapp.engines.errors import Moderated, Stopped
from webapp.engines.pictures import sniff
from webapp.engines.types import EngineRequest, EngineResult

BOAT = EngineRequest("a red boat", width_px=512, height_px=512, seed=7, steps=4)


class StopsAt(Told):
    """Stops at the stage that begins with `stage`."""

    def __init__(self, stage: str) -> None:
        super().__init__()
        self.stage = stage

    def __call__(self, progress: float, stage: str, preview: Callable[[], bytes] | None = None) -> None:
        if stage.startswith(self.stage):
            raise Stopped
        super().__call__(progress, stage, preview)


def four() -> list[EngineRequest]:
    return [replace(BOAT, prompt=f"boat {number}", seed=number) for number in range(4)]


def seeds(outcomes: list[Outcome]) -> list[int]:
    return [outcome.pictures[0].seed for outcome in outcomes if isinstance(outcome, EngineResult)]


def test_one_call_draws_them_all_each_by_its_own_words_and_seed(engine: Diffusers, backend: FakeBackend) -> None:
    made = list(engine.run_many(four(), [Told() for _ in range(4)]))
    assert seeds(made) == [0, 1, 2, 3]
    assert [call["prompt"] for call in backend.fake.calls] == [[f"boat {number}" for number in range(4)]]


def test_each_step_is_told_with_a_preview_of_ones_own(engine: Diffusers) -> None:
    told = [Told(), Told()]
    engine.run_many(four()[:2], told)
    for each in told:
        assert each.stages == ["Starting", *(f"Step {step} of 4" for step in range(1, 5))]
        assert each.progress == sorted(each.progress)
        assert {sniff(preview) for preview in each.previews} == {"WEBP"}
    assert told[0].previews[0] != told[1].previews[0]


def test_one_report_for_several_pictures_is_told_once_a_step(engine: Diffusers) -> None:
    told = Told()
    engine.run_many(four(), [told] * 4)
    assert len(told.stages) == 5


def test_who_stops_loses_only_their_own(engine: Diffusers) -> None:
    leaves = StopsAt("Step 2")
    outcomes = list(engine.run_many(four()[:3], [Told(), leaves, Told()]))
    assert seeds(outcomes) == [0, 2]
    assert isinstance(outcomes[1], Stopped)
    assert leaves.stages == ["Starting", "Step 1 of 4"]


def test_a_call_that_nobody_wants_is_left_at_once(engine: Diffusers, backend: FakeBackend) -> None:
    outcomes = engine.run_many(four()[:2], [StopsAt("Step 1"), StopsAt("Step 2")])
    assert all(isinstance(outcome, Stopped) for outcome in outcomes)
    assert backend.fake.steps_taken == 2


def test_stopped_before_the_call_nothing_is_drawn(engine: Diffusers, backend: FakeBackend) -> None:
    engine.run_many([BOAT], [StopsAt("Starting")])
    assert backend.fake.calls == []


def test_a_picture_held_back_by_the_model_is_moderated_alone(engine: Diffusers, backend: FakeBackend) -> None:
    backend.fake.flags = [False, True]
    outcomes = engine.run_many(four()[:2], [Told(), Told()])
    assert isinstance(outcomes[0], EngineResult)
    assert isinstance(outcomes[1], Moderated)


def test_too_many_for_the_memory_are_drawn_in_parts(engine: Diffusers, backend: FakeBackend) -> None:
    backend.fake.memory = 1
    told = Told()
    assert seeds(list(engine.run_many(four(), [told] * 4))) == [0, 1, 2, 3]
    assert [len(call["prompt"]) for call in backend.fake.calls] == [4, 2, 1, 1, 2, 1, 1]
    assert (backend.freed, engine.max_batch) == (3, 1)
    assert told.progress == sorted(told.progress)


def test_a_picture_too_large_for_the_memory_is_said_so(engine: Diffusers, backend: FakeBackend) -> None:
    backend.fake.memory = 0
    with pytest.raises(OutOfMemory, match="Choose a smaller one"):
        engine.run(BOAT, Told())
    assert backend.freed == 1


def test_after_running_out_of_memory_it_goes_on(engine: Diffusers, backend: FakeBackend) -> None:
    backend.fake.memory = 0
    engine.run_many([BOAT], [Told()])
    backend.fake.memory = None
    assert engine.run(BOAT, Told()).pictures


def test_a_bug_in_the_library_is_not_hidden(engine: Diffusers, backend: FakeBackend) -> None:
    backend.fake.flags = [False, False, False]
    with pytest.raises(ValueError, match="zip"):
        engine.run(BOAT, Told())
