"""What comes back becomes a picture, or the right error."""

import base64
import hashlib
import io

import pytest
from flask import Response
from PIL import Image

from tests.engines.contract import Told
from tests.engines.fake import faults
from tests.engines.fake.provider import picture, signed
from tests.engines.fake.stability import FakeStability
from tests.engines.stability.requests import SOURCE, WORDS, sent
from webapp.engines.errors import BadOutput, EngineError, LostContact, Moderated, NotConfigured, RateLimited, Rejected
from webapp.engines.stability.engine import Stability


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_comes_back_whatever_its_kind(engine: Stability, fake: FakeStability, kind: str) -> None:
    fake.picture, fake.content_type = picture(90, 60, kind), "application/octet-stream"
    (made,) = engine.run(WORDS, Told()).pictures
    assert (made.image.size, made.image.mode, made.seed, made.original) == ((90, 60), "RGB", 7, None)


def test_the_seed_is_the_one_that_was_used(engine: Stability) -> None:
    request = type(WORDS)("a red boat", seed=0)
    assert engine.run(request, Told()).pictures[0].seed == 4242


def test_a_cut_out_keeps_what_shines_through(engine: Stability, fake: FakeStability) -> None:
    fake.picture = picture(40, 40, "PNG", "RGBA")
    request = type(WORDS)("", operation="remove_background", source=SOURCE)
    assert engine.run(request, Told()).pictures[0].image.mode == "RGBA"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_signed_bytes_are_kept_as_they_came(engine: Stability, fake: FakeStability, kind: str) -> None:
    fake.picture = signed(picture(40, 40, kind))
    assert engine.run(WORDS, Told()).pictures[0].original == fake.picture


def test_an_answer_in_json_is_a_picture_too(engine: Stability, fake: FakeStability) -> None:
    told = {"image": base64.b64encode(picture()).decode(), "seed": 9, "finish_reason": "SUCCESS"}
    fake.next(faults.answers(200, told))
    assert engine.run(WORDS, Told()).pictures[0].seed == 9


def test_a_blurred_picture_is_no_picture_and_was_charged(engine: Stability, fake: FakeStability) -> None:
    fake.finish_reason = "CONTENT_FILTERED"
    with pytest.raises(Moderated) as raised:
        engine.run(WORDS, Told())
    assert raised.value.spent_credits == 3
    told = {"image": base64.b64encode(picture()).decode(), "finish_reason": "CONTENT_FILTERED"}
    fake.next(faults.answers(200, told))
    with pytest.raises(Moderated):
        engine.run(WORDS, Told())


def test_a_request_that_was_flagged_cost_nothing(engine: Stability, fake: FakeStability) -> None:
    fake.next(faults.answers(403, {"id": "a", "name": "content_moderation", "errors": ["flagged"]}))
    with pytest.raises(Moderated) as raised:
        engine.run(WORDS, Told())
    assert raised.value.spent_credits == 0


REFUSALS = [
    (400, "bad_request", Rejected, "some-field: is required"),
    (401, "unauthorized", NotConfigured, "key"),
    (403, "forbidden", NotConfigured, "key"),
    (413, "payload_too_large", Rejected, "some-field"),
    (422, "invalid_language", Rejected, "some-field"),
    (422, "public_figure", Moderated, "safety filter"),
    (500, "internal_error", LostContact, "may have been charged"),
]


@pytest.mark.parametrize(("status", "name", "expected", "words"), REFUSALS)
def test_each_refusal_of_the_contract_is_told(
    engine: Stability, fake: FakeStability, status: int, name: str, expected: type[EngineError], words: str
) -> None:
    fake.next(faults.answers(status, {"id": "a", "name": name, "errors": ["some-field: is required"]}))
    with pytest.raises(expected, match=words):
        engine.run(WORDS, Told())
    assert fake.creates == 1


def test_the_time_out_of_a_minute_is_honoured(engine: Stability, fake: FakeStability) -> None:
    line = "You have exceeded the limit of 150 requests within a 10 second period, and are timed out for 60 seconds."
    fake.next(faults.answers(429, {"id": "a", "name": "rate_limit_exceeded", "errors": [line]}))
    with pytest.raises(RateLimited) as raised:
        engine.run(WORDS, Told())
    assert raised.value.retry_after_s == 60


@pytest.mark.parametrize(
    "fault",
    [
        faults.html(200),
        faults.body(b"{}", "application/json"),
        faults.body(b"[]", "application/json"),
        faults.body(b'{"image": "%%%"}', "application/json"),
        faults.body(picture(300, 300)[:500]),
        faults.body(b""),
    ],
)
def test_what_is_no_picture_is_bad_output(engine: Stability, fake: FakeStability, fault: faults.Fault) -> None:
    fake.next(fault)
    with pytest.raises(BadOutput):
        engine.run(WORDS, Told())


def test_a_large_picture_arrives_whole(engine: Stability, fake: FakeStability) -> None:
    large = Image.linear_gradient("L").resize((4096, 3072)).convert("RGB")
    target = io.BytesIO()
    large.save(target, "PNG", compress_level=0)
    fake.picture = target.getvalue()
    assert len(fake.picture) > 35_000_000
    (made,) = engine.run(type(WORDS)("", operation="upscale_fast", source=SOURCE), Told()).pictures
    assert hashlib.sha256(made.image.tobytes()).digest() == hashlib.sha256(large.tobytes()).digest()


def test_a_picture_without_end_is_cut_off(engine: Stability, fake: FakeStability) -> None:
    fake.next(faults.huge(100_000_000))
    with pytest.raises(BadOutput, match="64 MB"):
        engine.run(WORDS, Told())


def test_a_large_source_is_sent_whole(engine: Stability, fake: FakeStability) -> None:
    source = picture(3000, 3000, "PNG", "RGB") + bytes(8_000_000)
    call = sent(engine, fake, "erase", source=source)
    assert call.files["image"] == source


def test_the_balance_is_read(engine: Stability, fake: FakeStability) -> None:
    assert engine.balance() == 123.5
    fake.next(lambda: Response("[]", content_type="application/json"))
    assert engine.balance() is None
