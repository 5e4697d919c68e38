"""What OpenAI answers becomes a picture, whether it is in the answer or only named there."""

import base64

import pytest

from tests.engines.contract import Told
from tests.engines.fake import faults
from tests.engines.fake.openai import FakeOpenAI
from tests.engines.fake.provider import picture, signed
from tests.engines.openai_images.requests import WORDS
from webapp.engines.errors import BadOutput, NotConfigured, OutOfCredit, OutputExpired, RefusedAddress, Rejected
from webapp.engines.openai_images.engine import OpenAIImages


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_comes_back_whatever_its_kind(engine: OpenAIImages, fake: FakeOpenAI, kind: str) -> None:
    fake.picture = picture(90, 60, kind)
    (made,) = engine.run(WORDS, Told()).pictures
    assert (made.image.size, made.original) == ((90, 60), None)


def test_signed_bytes_are_kept_as_they_came(engine: OpenAIImages, fake: FakeOpenAI) -> None:
    fake.picture = signed(picture(40, 40))
    assert engine.run(WORDS, Told()).pictures[0].original == fake.picture


def test_a_cut_out_keeps_what_shines_through(engine: OpenAIImages, fake: FakeOpenAI) -> None:
    fake.picture = picture(40, 40, "PNG", "RGBA")
    assert engine.run(WORDS, Told()).pictures[0].image.mode == "RGBA"


def test_base64_may_have_a_head(engine: OpenAIImages, fake: FakeOpenAI) -> None:
    encoded = f"data:image/png;base64,{base64.b64encode(picture()).decode()}"
    for entry in ({"b64_json": encoded}, {"url": encoded}):
        fake.answer = {"created": 1, "data": [entry]}
        assert engine.run(WORDS, Told()).pictures


def test_one_that_is_only_named_is_fetched_from_openais_stores(engine: OpenAIImages, fake: FakeOpenAI) -> None:
    port = fake.url.rpartition(":")[2]
    fake.answer = {"created": 1, "data": [{"url": f"http://files.oaiusercontent.com:{port}/outputs/a.png"}]}
    assert engine.run(WORDS, Told()).pictures


@pytest.mark.parametrize("start", ["http://127.0.0.1", "http://evil.example", "http://notopenai.com", ""])
def test_and_from_nowhere_else(engine: OpenAIImages, fake: FakeOpenAI, start: str) -> None:
    """Nothing but its name keeps it from being fetched: all these lead to a picture here."""
    port = f":{fake.url.rpartition(':')[2]}" if start else ""
    fake.answer = {"created": 1, "data": [{"url": f"{start}{port}/outputs/openai.com"}]}
    with pytest.raises(RefusedAddress):
        engine.run(WORDS, Told())


def test_one_that_is_gone_has_expired(engine: OpenAIImages, fake: FakeOpenAI) -> None:
    port = fake.url.rpartition(":")[2]
    answer = {"created": 1, "data": [{"url": f"http://files.oaiusercontent.com:{port}/outputs/a.png"}]}
    fake.next(faults.answers(200, answer), faults.answers(404))
    with pytest.raises(OutputExpired):
        engine.run(WORDS, Told())


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (faults.answers(429, {"error": {"code": "insufficient_quota", "message": "x"}}), OutOfCredit),
        (faults.answers(400, {"error": {"code": "billing_hard_limit_reached", "message": "x"}}), OutOfCredit),
        (faults.answers(401, {"error": {"code": "invalid_api_key", "message": "x"}}), NotConfigured),
        (faults.answers(404, {"error": {"code": "model_not_found", "message": "x"}}), Rejected),
        (faults.answers(400, {"error": {"code": "invalid_value", "message": "x"}}), Rejected),
        (faults.answers(200, {"created": 1}), BadOutput),
    ],
)
def test_each_trouble_is_told(
    engine: OpenAIImages, fake: FakeOpenAI, fault: faults.Fault, expected: type[Exception]
) -> None:
    fake.next(fault)
    with pytest.raises(expected):
        engine.run(WORDS, Told())
    assert fake.creates == 1
