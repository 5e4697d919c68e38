"""What a provider signed is kept as it came, beside our copy, for its owner alone."""

from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import QuickEngine
from tests.engines.fake.provider import picture, signed
from tests.scene import ask, carry_out, fresh
from webapp.database import writing
from webapp.engines.pictures import decode
from webapp.engines.types import EngineRequest, EngineResult, Picture, Report
from webapp.media import storage
from webapp.models import Image, User
from webapp.models.columns import utc_now
from webapp.pipeline.originals import original_path, original_type
from webapp.pipeline.sweep import named_keys
from webapp.pipeline.trash import KEPT_FOR, empty_trash


@pytest.fixture
def original() -> bytes:
    return signed(picture(96, 64, "JPEG"))


@pytest.fixture
def made(app: Flask, alice: User, quick: QuickEngine, original: bytes, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """A picture of Alice's whose provider signed it."""

    def draw(request: EngineRequest, report: Report) -> EngineResult:
        return EngineResult((Picture(decode(original), request.seed, original),))

    monkeypatch.setattr(quick, "run", draw)
    (image_id,) = carry_out(app, ask(app, alice))
    return image_id


def test_the_owner_gets_it_as_it_came(as_alice: FlaskClient, made: UUID, original: bytes) -> None:
    with as_alice.get(f"/files/{made}/original") as answer:
        assert answer.data == original
        assert answer.mimetype == "image/jpeg"
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=atelier-")
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert f"/files/{made}/original" in as_alice.get(f"/images/{made}/").text


def test_our_own_copy_is_webp(app: Flask, as_alice: FlaskClient, made: UUID) -> None:
    assert fresh(app, Image, made).format == "webp"
    with as_alice.get(f"/files/{made}/picture.webp") as answer:
        assert answer.data[8:12] == b"WEBP"


def test_nobody_else_gets_it(
    app: Flask, as_bob: FlaskClient, guest: FlaskClient, as_admin: FlaskClient, made: UUID
) -> None:
    with app.app_context(), writing() as session:
        session.get_one(Image, made).visibility = "public"
    for client in (as_bob, guest, as_admin):
        assert client.get(f"/files/{made}/original").status_code == 404
        assert "/original" not in client.get(f"/images/{made}/").text


def test_it_lives_as_long_as_its_picture(app: Flask, made: UUID, original: bytes) -> None:
    kept = original_path(fresh(app, Image, made).file_path, original)
    with app.app_context():
        assert named_keys([kept]) == {kept}
        assert storage().exists(kept)
        with writing() as session:
            session.get_one(Image, made).deleted_at = utc_now() - KEPT_FOR * 2
        assert empty_trash() == 1
        assert named_keys([kept]) == set()
        assert not storage().exists(kept)


def test_an_unsigned_picture_keeps_no_original(
    app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    (image_id,) = carry_out(app, ask(app, alice))
    assert as_alice.get(f"/files/{image_id}/original").status_code == 404
    assert "/original" not in as_alice.get(f"/images/{image_id}/").text
    with app.app_context():
        assert list(storage().list_keys("originals")) == []


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_it_is_named_after_its_picture_and_its_kind(kind: str) -> None:
    key = original_path("pictures/2026/11/22/0198.webp", signed(picture(kind=kind)))
    assert key == f"originals/2026/11/22/0198.{kind.lower()}"
    assert original_type(key) == f"image/{kind.lower()}"
