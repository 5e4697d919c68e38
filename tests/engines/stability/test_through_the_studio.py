"""A request goes through the studio to the provider and back: picture, price, errors in words, and no key anywhere."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis
from sqlalchemy import text

from tests.engines.fake import faults
from tests.engines.fake.provider import picture, signed
from tests.engines.fake.stability import FakeStability
from tests.scene import ask, carry_out, fresh
from webapp.engines import registry
from webapp.extensions import db
from webapp.models import Image, ImageRequest, StableDiffusionUsageLog, User
from webapp.pipeline.originals import original_of


@pytest.fixture(autouse=True)
def _set_up(app: Flask, fake: FakeStability) -> Iterator[None]:
    kept = dict(registry._options)
    registry.configure(kept | {"stability_api_key": fake.key, "stability_base_url": fake.url})
    yield
    registry.configure(kept)


def asked(app: Flask, user: User, **values: Any) -> Any:
    return ask(app, user, **{"model_backend": "stability", "width_px": 1024, "height_px": 1024, **values})


def test_a_picture_is_made_saved_and_paid(app: Flask, alice: User, fake: FakeStability) -> None:
    fake.picture = signed(picture(320, 200))
    request_id = asked(app, alice, model="ultra")
    (image_id,) = carry_out(app, request_id)
    image, request = fresh(app, Image, image_id), fresh(app, ImageRequest, request_id)
    assert (image.width_px, image.height_px, image.format) == (320, 200, "webp")
    assert original_of(image)
    assert (request.status, request.credits, request.estimated_credits) == ("completed", 8, 8)
    with app.app_context():
        assert [log.credits for log in db.session.query(StableDiffusionUsageLog)] == [8]


def test_four_pictures_are_four_calls_with_seeds_of_their_own(app: Flask, alice: User, fake: FakeStability) -> None:
    assert len(carry_out(app, asked(app, alice, num_outputs=4, seed=10))) == 4
    assert [call.fields["seed"] for call in fake.calls] == ["10", "11", "12", "13"]
    assert fake.complaints == []


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        (faults.answers(403, {"id": "a", "name": "content_moderation", "errors": ["x"]}), "failed", "moderated"),
        (faults.answers(400, {"id": "a", "name": "bad_request", "errors": ["x"]}), "failed", "bad_request"),
        (faults.answers(402, {"id": "a", "name": "payment_required", "errors": ["x"]}), "failed", "no_credit"),
        (faults.answers(401, {"id": "a", "name": "unauthorized", "errors": ["x"]}), "failed", "engine_misconfigured"),
        (faults.hang_up, "unknown", "lost_contact"),
        (faults.html(200), "failed", "bad_output"),
    ],
)
def test_each_trouble_ends_the_request_once(
    app: Flask, alice: User, fake: FakeStability, fault: faults.Fault, status: str, code: str
) -> None:
    fake.next(fault)
    request_id = asked(app, alice)
    assert carry_out(app, request_id) == []
    request = fresh(app, ImageRequest, request_id)
    assert (request.status, request.error_code) == (status, code)
    assert carry_out(app, request_id) == []
    assert fake.creates == 1


def test_a_blurred_picture_is_counted(app: Flask, alice: User, fake: FakeStability) -> None:
    fake.finish_reason = "CONTENT_FILTERED"
    assert carry_out(app, asked(app, alice)) == []
    with app.app_context():
        assert [(log.credits, log.image_id) for log in db.session.query(StableDiffusionUsageLog)] == [(3, None)]


def test_the_key_is_nowhere(
    app: Flask,
    alice: User,
    as_alice: FlaskClient,
    fake: FakeStability,
    redis_url: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    for fault in (faults.answers(400, {"errors": [f"bad key {fake.key}"]}), faults.hang_up, faults.html(500)):
        fake.next(fault)
        carry_out(app, asked(app, alice))
    carry_out(app, asked(app, alice))
    pages = [as_alice.get(path).text for path in ("/generate/", "/user-images/", "/status/")]
    redis = Redis.from_url(redis_url)
    stored = [str(redis.dump(key)) for key in redis.keys("*")]
    with app.app_context():
        tables = db.inspect(db.engine).get_table_names()
        rows = [str(db.session.execute(text(f'SELECT * FROM "{name}"')).all()) for name in tables]  # noqa: S608 - our own names
        db.session.commit()
    assert fake.key not in "".join([*pages, *stored, *rows, caplog.text])
    assert any(fake.key in call.headers["authorization"] for call in fake.calls)
