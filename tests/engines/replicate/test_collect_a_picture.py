"""A prediction becomes a picture, a "not yet", or the right reason why there is none."""

import base64
from typing import Any

import pytest

from tests.engines.contract import Told
from tests.engines.fake import faults
from tests.engines.fake.provider import picture, signed
from tests.engines.fake.replicate import FakeReplicate
from tests.engines.fake.replicate_models import FLUX
from tests.engines.replicate.conftest import EngineFor
from tests.engines.replicate.requests import WORDS
from webapp.engines.errors import (
    BadOutput,
    EngineError,
    LostContact,
    Moderated,
    OutputExpired,
    RateLimited,
    RefusedAddress,
    Stopped,
    Unreachable,
)
from webapp.engines.replicate import pace
from webapp.engines.replicate.engine import Replicate
from webapp.engines.types import EngineResult, Waiting


def made(engine: Replicate, fake: FakeReplicate, **ends_as: Any) -> EngineResult | Waiting:
    fake.ends_as = ends_as
    return engine.collect(engine.submit(WORDS).id, WORDS)


def test_submitted_waited_for_and_collected(engine: Replicate, fake: FakeReplicate) -> None:
    fake.finishes_after = 1
    prediction = engine.submit(WORDS)
    waiting = engine.collect(prediction.id, WORDS)
    assert isinstance(waiting, Waiting)
    assert (waiting.progress, waiting.stage) == (0.4, "Replicate is drawing")
    result = engine.collect(prediction.id, WORDS)
    assert isinstance(result, EngineResult)
    assert (result.pictures[0].image.size, result.pictures[0].seed) == ((64, 64), 7)
    assert (fake.creates, fake.complaints) == (1, [])


def test_a_model_that_starts_up_is_told(engine: Replicate, fake: FakeReplicate) -> None:
    waiting = made(engine, fake, status="starting")
    assert isinstance(waiting, Waiting)
    assert (waiting.progress, waiting.stage) == (0.0, "Replicate is starting the model")


@pytest.mark.parametrize("shape", ["one", "list", "named", "nested"])
def test_an_output_of_any_shape_is_found(engine: Replicate, fake: FakeReplicate, shape: str) -> None:
    url = fake.output_url
    output = {"one": url, "list": [url, url], "named": {"seed": 4, "image": url}, "nested": {"images": [{"url": url}]}}
    result = made(engine, fake, output=output[shape])
    assert isinstance(result, EngineResult)
    assert len(result.pictures) == 1


def test_an_output_in_the_answer_itself_needs_no_fetching(engine: Replicate, fake: FakeReplicate) -> None:
    data = signed(picture(40, 30))
    result = made(engine, fake, output=f"data:image/png;base64,{base64.b64encode(data).decode()}")
    assert isinstance(result, EngineResult)
    assert (result.pictures[0].image.size, result.pictures[0].original) == ((40, 30), data)


def test_it_costs_the_seconds_that_the_model_ran(engine_for: EngineFor, fake: FakeReplicate) -> None:
    result = made(engine_for(replicate_models=FLUX, replicate_credits_per_second="0.5"), fake)
    assert isinstance(result, EngineResult)
    assert result.credits == 1.5


def test_a_price_of_ones_own_goes_before_that(engine_for: EngineFor, fake: FakeReplicate) -> None:
    engine = engine_for(replicate_models=FLUX, engine_prices=f"replicate.{FLUX}=0.3")
    result = made(engine, fake)
    assert isinstance(result, EngineResult)
    assert (engine.price(WORDS), result.credits) == (0.3, 0.3)


def test_without_metrics_the_price_is_not_known(engine: Replicate, fake: FakeReplicate) -> None:
    result = made(engine, fake, metrics={})
    assert isinstance(result, EngineResult)
    assert result.credits is None


ENDINGS = [
    ({"status": "failed", "error": "NSFW content detected"}, Moderated, "safety filter"),
    ({"status": "failed", "error": "The input was flagged as sensitive. (E005) (abc)"}, Moderated, "safety filter"),
    ({"output": []}, Moderated, "safety filter"),
    ({"output": None}, Moderated, "safety filter"),
    ({"status": "failed", "error": "CUDA <b>out</b> of memory"}, EngineError, "could not draw this: CUDA"),
    ({"status": "failed", "error": None}, EngineError, "could not draw this"),
    ({"status": "canceled"}, EngineError, "stopped this"),
    ({"status": "aborted"}, EngineError, "stopped this"),
    ({"data_removed": True, "output": None}, OutputExpired, "fetched too late"),
    ({"output": "data:image/png;base64,%%%"}, BadOutput, "not a picture"),
    ({"output": "data:text/plain,hello"}, BadOutput, "not a picture"),
]


@pytest.mark.parametrize(("ends_as", "expected", "words"), ENDINGS)
def test_each_ending_is_told(
    engine: Replicate, fake: FakeReplicate, ends_as: dict[str, Any], expected: type[EngineError], words: str
) -> None:
    with pytest.raises(expected, match=words):
        made(engine, fake, **ends_as)
    assert fake.creates == 1


@pytest.mark.parametrize(
    "output",
    [
        "http://169.254.169.254:{port}/outputs/x.png",
        "http://127.0.0.1:{port}/outputs/x.png",
        "http://replicate.delivery.evil.example:{port}/outputs/x.png",
        "http://evil.example:{port}/outputs/replicate.delivery",
        "http://notreplicate.delivery:{port}/outputs/x.png",
        "http://replicate.delivery@evil.example:{port}/outputs/x.png",
    ],
)
def test_an_output_elsewhere_is_not_fetched(engine: Replicate, fake: FakeReplicate, output: str) -> None:
    """Nothing but its name keeps it from being fetched: all these lead to a picture here."""
    with pytest.raises(RefusedAddress):
        made(engine, fake, output=output.format(port=fake.url.rpartition(":")[2]))


def test_an_output_name_that_leads_inside_is_not_fetched(engine_for: EngineFor, fake: FakeReplicate) -> None:
    engine = engine_for(replicate_models=FLUX)
    engine.fetcher = type(engine.fetcher)(resolve=lambda *_: ["10.0.0.7"])
    with pytest.raises(RefusedAddress):
        made(engine, fake, output="https://pbxt.replicate.delivery/x.png")


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (faults.answers(404), OutputExpired),
        (faults.answers(410), OutputExpired),
        (faults.html(200), BadOutput),
    ],
)
def test_an_output_that_is_gone_or_no_picture_is_said_so(
    engine: Replicate, fake: FakeReplicate, fault: faults.Fault, expected: type[EngineError]
) -> None:
    prediction_id = engine.submit(WORDS).id
    fake.next(lambda: fake.prediction(prediction_id), fault, fault, fault)
    with pytest.raises(expected):
        engine.collect(prediction_id, WORDS)


def test_a_cut_off_output_is_fetched_again_and_not_made_again(engine: Replicate, fake: FakeReplicate) -> None:
    prediction_id = engine.submit(WORDS).id
    fake.next(lambda: fake.prediction(prediction_id), faults.truncated(picture(300, 300)))
    assert isinstance(engine.collect(prediction_id, WORDS), EngineResult)
    assert fake.creates == 1


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (faults.answers(500, {"detail": "x"}), Unreachable),
        (faults.html(), Unreachable),
        (faults.hang_up, Unreachable),
        (faults.html(200), BadOutput),
        (faults.answers(200, {"id": "../../x"}), BadOutput),
    ],
)
def test_trouble_while_asking_charges_nothing(
    engine: Replicate, fake: FakeReplicate, fault: faults.Fault, expected: type[EngineError]
) -> None:
    prediction_id = engine.submit(WORDS).id
    fake.next(fault)
    with pytest.raises(expected):
        engine.collect(prediction_id, WORDS)
    assert isinstance(engine.collect(prediction_id, WORDS), EngineResult)
    assert fake.creates == 1


def test_a_throttled_create_says_when_to_come_back(engine: Replicate, fake: FakeReplicate) -> None:
    fake.next(faults.answers(429, {"detail": "Request was throttled. Your rate limit resets in ~30s."}))
    with pytest.raises(RateLimited) as raised:
        engine.submit(WORDS)
    assert raised.value.retry_after_s == 30


@pytest.mark.parametrize(
    "fault", [faults.hang_up, faults.html(), faults.html(200), faults.body(b"{}"), faults.answers(201, {"id": "../x"})]
)
def test_a_create_without_an_id_may_have_been_charged(
    engine: Replicate, fake: FakeReplicate, fault: faults.Fault
) -> None:
    fake.next(fault)
    with pytest.raises(LostContact):
        engine.submit(WORDS)
    assert fake.creates == 1


@pytest.mark.parametrize("prediction_id", ["", "x", "../models", "a" * 65, "abc/../..", "ABCDEFGH"])
def test_an_odd_id_is_never_asked_for(engine: Replicate, fake: FakeReplicate, prediction_id: str) -> None:
    with pytest.raises(BadOutput):
        engine.collect(prediction_id, WORDS)
    engine.cancel(prediction_id)
    assert fake.calls == []


def test_an_unknown_prediction_has_expired(engine: Replicate) -> None:
    with pytest.raises(OutputExpired):
        engine.collect("p0000000000", WORDS)


def test_cancelling_tells_the_provider(engine: Replicate, fake: FakeReplicate) -> None:
    fake.finishes_after = 9
    with pytest.raises(Stopped):
        engine.run(WORDS, Told(stops_at=1))
    assert fake.cancelled == list(fake.predictions)


def test_cancelling_what_has_ended_is_no_trouble(engine: Replicate, fake: FakeReplicate) -> None:
    prediction_id = engine.submit(WORDS).id
    fake.next(faults.answers(422, {"detail": "has ended"}))
    engine.cancel(prediction_id)


def test_a_short_wait_may_bring_the_result_at_once(engine: Replicate, fake: FakeReplicate) -> None:
    assert engine.run(WORDS, Told()).pictures
    assert [call.key.split(" ")[0] for call in fake.calls if "models" not in call.key or call.json] == ["POST"]
    assert next(call.headers["prefer"] for call in fake.calls if call.json) == "wait=5"


def test_many_open_predictions_are_asked_for_within_the_providers_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "LEAST_S", 1.0)
    asking = pace.Pace()
    assert asking.ask_again_s("one") == 1.0
    waits = [asking.ask_again_s(f"p{number}") for number in range(300)]
    assert 300 / waits[-1] <= 3000 / 60
    assert waits[-1] < 15
    for number in range(300):
        asking.forget(f"p{number}")
    assert asking.ask_again_s("one") == 1.0
