"""Waiting with the volunteers' line in sight, and every way in which a picture may not come."""

import base64
from typing import Any
from uuid import UUID

import pytest

from tests.engines.fake import faults
from tests.engines.fake.ai_horde import FakeHorde
from tests.engines.fake.provider import picture
from webapp.engines.ai_horde.answers import NotPossible
from webapp.engines.ai_horde.engine import AIHorde
from webapp.engines.ai_horde.pace import MOST_A_SECOND
from webapp.engines.errors import (
    BadOutput,
    EngineError,
    Moderated,
    NotConfigured,
    OutputExpired,
    RateLimited,
    RefusedAddress,
    Rejected,
    Unreachable,
)
from webapp.engines.types import EngineRequest, EngineResult, Waiting

BOAT = EngineRequest("a red boat", width_px=512, height_px=512, seed=7)
CHECK = "GET /v2/generate/check/{id}"
STATUS = "GET /v2/generate/status/{id}"


def looked(engine: AIHorde, fake: FakeHorde, **told: Any) -> EngineResult | Waiting:
    fake.looks.append(told)
    return engine.collect(engine.submit(BOAT).id, BOAT)


def test_the_place_in_the_line_and_the_time_are_told(engine: AIHorde, fake: FakeHorde) -> None:
    waiting = looked(engine, fake, queue_position=14, wait_time=41)
    assert isinstance(waiting, Waiting)
    assert (waiting.place, waiting.stage, waiting.progress) == (14, "About 50 s, in AI Horde's line", 0.0)
    waiting = looked(engine, fake, queue_position=99, wait_time=400)
    assert isinstance(waiting, Waiting)
    assert waiting.stage == "About 7 min, in AI Horde's line"
    assert waiting.ask_again_s <= 8


def test_a_volunteer_at_work_is_told(engine: AIHorde, fake: FakeHorde) -> None:
    waiting = looked(engine, fake, processing=1, waiting=0, wait_time=6)
    assert isinstance(waiting, Waiting)
    assert (waiting.place, waiting.stage) == (None, "A volunteer is drawing")


def test_the_picture_is_asked_for_only_when_it_is_done(engine: AIHorde, fake: FakeHorde) -> None:
    looked(engine, fake, processing=1)
    assert STATUS not in [call.key for call in fake.calls]
    result = looked(engine, fake, done=True)
    assert isinstance(result, EngineResult)
    assert (result.pictures[0].seed, result.credits) == (7, 11.0)
    assert [call.key for call in fake.calls].count(STATUS) == 1


def test_without_an_account_nothing_is_spent(anonymous: AIHorde, fake: FakeHorde) -> None:
    result = looked(anonymous, fake, done=True)
    assert isinstance(result, EngineResult)
    assert result.credits == 0


def test_a_picture_may_come_as_text(engine: AIHorde, fake: FakeHorde) -> None:
    fake.is_in_bucket = False
    result = looked(engine, fake, done=True)
    assert isinstance(result, EngineResult)
    assert result.pictures[0].image.size == (512, 512)


def test_a_repainted_picture_keeps_its_size(engine: AIHorde, fake: FakeHorde) -> None:
    request = EngineRequest(
        "a hat", operation="inpaint", source=picture(500, 300), mask=picture(500, 300, "PNG", "L"), seed=7
    )
    result = engine.collect(engine.submit(request).id, request)
    assert isinstance(result, EngineResult)
    assert result.pictures[0].image.size == (500, 300)


def test_what_nobody_can_draw_is_said_plainly_and_taken_back(engine: AIHorde, fake: FakeHorde) -> None:
    with pytest.raises(NotPossible, match="Choose another model or a smaller size") as raised:
        looked(engine, fake, is_possible=False)
    assert not raised.value.is_worth_retrying
    assert fake.deleted == [str(UUID(int=1))]


def test_volunteers_that_failed_are_told(engine: AIHorde, fake: FakeHorde) -> None:
    with pytest.raises(EngineError, match="failed at this picture"):
        looked(engine, fake, faulted=True)


@pytest.mark.parametrize(
    "made",
    [
        {"censored": True},
        {"state": "censored"},
        {"gen_metadata": [{"type": "censorship", "value": "nsfw"}]},
        {"gen_metadata": [{"type": "censorship", "value": "csam"}]},
    ],
)
def test_a_blanked_picture_is_moderated_and_paid(engine: AIHorde, fake: FakeHorde, made: dict[str, Any]) -> None:
    fake.made = made
    with pytest.raises(Moderated) as raised:
        looked(engine, fake, done=True)
    assert raised.value.spent_credits == 11.0


def test_a_forgotten_request_is_final(engine: AIHorde) -> None:
    with pytest.raises(OutputExpired, match="nobody drew it in time"):
        engine.collect(str(UUID(int=99)), BOAT)


def test_an_odd_id_is_never_put_into_an_address(engine: AIHorde, fake: FakeHorde) -> None:
    with pytest.raises(BadOutput):
        engine.collect("../find_user", BOAT)
    engine.cancel("../find_user")
    assert fake.calls == []


def test_pictures_are_fetched_from_the_providers_buckets_alone(engine: AIHorde, fake: FakeHorde) -> None:
    fake.made = {"img": fake.url.replace("127.0.0.1", "storage.example") + "/outputs/1.webp"}
    with pytest.raises(RefusedAddress):
        looked(engine, fake, done=True)


@pytest.mark.parametrize("img", ["", "not base64!", base64.b64encode(b"no picture").decode()])
def test_what_is_no_picture_is_said_so(engine: AIHorde, fake: FakeHorde, img: str) -> None:
    fake.made = {"img": img}
    with pytest.raises(BadOutput):
        looked(engine, fake, done=True)


@pytest.mark.parametrize(
    ("status", "rc", "expected"),
    [
        (401, "InvalidAPIKey", NotConfigured),
        (403, "KudosUpfront", Rejected),
        (403, "AnonForbidden", Rejected),
        (403, "TimeoutIP", RateLimited),
        (429, "TooManyPrompts", RateLimited),
        (503, "MaintenanceMode", Unreachable),
        (400, "InvalidSize", Rejected),
    ],
)
def test_its_refusals_have_words_of_their_own(
    engine: AIHorde, fake: FakeHorde, status: int, rc: str, expected: type[EngineError]
) -> None:
    fake.next(faults.answers(status, {"message": "no", "rc": rc}))
    with pytest.raises(expected) as raised:
        engine.submit(BOAT)
    assert rc not in str(raised.value)


def test_cancelling_tells_the_provider(engine: AIHorde, fake: FakeHorde) -> None:
    engine.cancel(engine.submit(BOAT).id)
    assert fake.deleted == [str(UUID(int=1))]


def test_many_waiting_pictures_do_not_ask_too_often(engine: AIHorde, fake: FakeHorde) -> None:
    fake.looks = [{"waiting": 1}] * 99
    ids = [engine.submit(BOAT).id for _ in range(40)]
    pauses_s: list[float] = []
    for each in ids:
        try:
            waiting = engine.collect(each, BOAT)
            assert isinstance(waiting, Waiting)
        except RateLimited as error:
            pauses_s.append(error.retry_after_s)
    asked = [call.key for call in fake.calls].count(CHECK)
    assert asked + len(pauses_s) == 40
    assert pauses_s
    assert max(pauses_s) == pytest.approx(40 / MOST_A_SECOND)
