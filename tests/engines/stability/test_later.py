"""Three operations are answered later: submitted once, asked for gently, and never lost in between."""

from dataclasses import replace

import pytest

from tests.engines.contract import Told
from tests.engines.fake import faults
from tests.engines.fake.stability import FakeStability
from tests.engines.stability.requests import SOURCE, WORDS
from webapp.engines.errors import BadOutput, LostContact, Moderated, OutputExpired, RateLimited, Stopped, Unreachable
from webapp.engines.stability import engine as engine_module
from webapp.engines.stability.engine import Stability
from webapp.engines.types import EngineRequest, EngineResult, Waiting

LATER = ["upscale_creative", "replace_background", "relight"]


@pytest.fixture(params=LATER)
def request_later(request: pytest.FixtureRequest) -> EngineRequest:
    light = {"light_source_direction": "left"} if request.param == "relight" else {}
    return replace(WORDS, operation=request.param, source=SOURCE, params=light)


def test_only_these_are_answered_later(engine: Stability) -> None:
    names = engine.capabilities.operations
    assert [name for name in names if engine.answers_later(replace(WORDS, operation=name))] == sorted(
        LATER, key=list(names).index
    )


def test_submitted_waited_for_and_collected(
    engine: Stability, fake: FakeStability, request_later: EngineRequest
) -> None:
    fake.finishes_after = 1
    prediction = engine.submit(request_later)
    assert prediction.result is None
    waiting = engine.collect(prediction.id, request_later)
    assert isinstance(waiting, Waiting)
    assert waiting.ask_again_s >= 10
    result = engine.collect(prediction.id, request_later)
    assert isinstance(result, EngineResult)
    assert result.credits == engine.price(request_later)
    assert (fake.creates, fake.complaints) == (1, [])


def test_the_address_of_a_webhook_changes_nothing(
    engine: Stability, fake: FakeStability, request_later: EngineRequest
) -> None:
    engine.submit(request_later, "https://studio.example/webhooks/x")
    assert "studio.example" not in str(fake.calls)


@pytest.mark.parametrize(
    "fault", [faults.hang_up, faults.html(), faults.body(b"{}"), faults.answers(200, {"id": "../x"})]
)
def test_a_submission_without_an_id_may_have_been_charged(
    engine: Stability, fake: FakeStability, request_later: EngineRequest, fault: faults.Fault
) -> None:
    fake.next(fault)
    with pytest.raises(LostContact):
        engine.submit(request_later)
    assert fake.creates == 1


def test_a_result_that_is_gone_has_expired(engine: Stability, request_later: EngineRequest) -> None:
    with pytest.raises(OutputExpired):
        engine.collect("a" * 64, request_later)


@pytest.mark.parametrize("prediction_id", ["", "x", "../balance", "A" * 64, "a" * 63, "a" * 65, "a" * 63 + "/"])
def test_an_odd_id_is_never_asked_for(
    engine: Stability, fake: FakeStability, request_later: EngineRequest, prediction_id: str
) -> None:
    with pytest.raises(BadOutput):
        engine.collect(prediction_id, request_later)
    assert fake.calls == []


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (faults.answers(500, {"errors": ["x"]}), Unreachable),
        (faults.html(), Unreachable),
        (faults.hang_up, Unreachable),
        (faults.rate_limited("seconds"), RateLimited),
        (faults.html(200), BadOutput),
    ],
)
def test_trouble_while_asking_charges_nothing_and_may_be_asked_again(
    engine: Stability, fake: FakeStability, request_later: EngineRequest, fault: faults.Fault, expected: type
) -> None:
    prediction = engine.submit(request_later)
    fake.next(fault)
    with pytest.raises(expected):
        engine.collect(prediction.id, request_later)
    assert isinstance(engine.collect(prediction.id, request_later), EngineResult)
    assert fake.creates == 1


def test_a_blurred_result_is_moderated(engine: Stability, fake: FakeStability, request_later: EngineRequest) -> None:
    fake.finish_reason = "CONTENT_FILTERED"
    with pytest.raises(Moderated) as raised:
        engine.collect(engine.submit(request_later).id, request_later)
    assert raised.value.spent_credits == engine.price(request_later)


def test_run_waits_and_tells(
    engine: Stability, fake: FakeStability, request_later: EngineRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_module, "ASK_AGAIN_S", 0.01)
    fake.finishes_after = 2
    told = Told()
    assert engine.run(request_later, told).pictures
    assert told.stages
    fake.finishes_after = 9
    with pytest.raises(Stopped):
        engine.run(request_later, Told(stops_at=1))
