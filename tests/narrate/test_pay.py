"""A voice that costs is paid from the month's credits."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.engines.fake.speech import FakeSpeech
from tests.narrate.scene import narrations, work
from tests.scene import hang
from webapp.database import writing
from webapp.engines import registry
from webapp.extensions import db
from webapp.media import storage
from webapp.models import NarrationSound, StableDiffusionUsageLog, User
from webapp.models.columns import utc_now
from webapp.narration.keeper import look_after, release
from webapp.storage.errors import BadKey, StorageError, StorageUnavailable

WORDS = "x" * 1000


@pytest.fixture
def _paid(app: Flask) -> Iterator[None]:
    before = dict(registry.options())
    registry.configure({**before, "tts_api_key": "key", "tts_credits_per_1000_chars": "1.5"})
    yield
    registry.configure(before)


def ask(app: Flask, alice: User, client: FlaskClient) -> int:
    said = {"source": "typed", "text": WORDS, "voice": "openai:nova"}
    return client.post(f"/images/{hang(app, alice)}/narrate/", data=said).status_code


@pytest.mark.usefixtures("_paid")
def test_narrations_on_the_way_count(app: Flask, alice: User, as_alice: FlaskClient) -> None:
    with app.app_context(), writing() as session:
        session.get_one(User, alice.id).monthly_credits = 4.0
    assert [ask(app, alice, as_alice) for _ in range(3)] == [303, 303, 402]
    assert [row.credits for row in narrations(app)] == [1.5, 1.5]


@pytest.fixture
def voice(_paid: None) -> Iterator[FakeSpeech]:
    """A voice that costs 1.5 credits for these words, and counts how often it is asked."""
    made = FakeSpeech()
    with made.running():
        registry.configure({**registry.options(), "tts_api_key": made.key, "tts_base_url": made.url})
        yield made


def away(app: Flask, monkeypatch: pytest.MonkeyPatch, error: StorageError) -> None:
    def put(*_args: object) -> None:
        raise error

    with app.app_context():
        monkeypatch.setattr(type(storage()), "put", put)


def spent(app: Flask) -> list[float]:
    with app.app_context():
        return list(db.session.scalars(select(StableDiffusionUsageLog.credits)))


def kept(app: Flask) -> int:
    with app.app_context():
        return len(db.session.scalars(select(NarrationSound.narration_id)).all())


def test_a_store_that_is_away_is_waited_for_and_the_voice_is_paid_once(
    app: Flask, alice: User, as_alice: FlaskClient, monkeypatch: pytest.MonkeyPatch, voice: FakeSpeech
) -> None:
    ask(app, alice, as_alice)
    with monkeypatch.context() as broken:
        away(app, broken, StorageUnavailable())
        waiting = work(app)
        assert (waiting.status, waiting.credits, kept(app)) == ("queued", 0.0, 1)
        assert waiting.lease_until is not None
        assert (waiting.lease_until - utc_now()).total_seconds() > 50
        assert [work(app).status, work(app).status] == ["queued", "failed"]
    page = f"/images/{waiting.image_id}/narrate/"
    assert "cannot be reached right now" in as_alice.get(page).text
    assert as_alice.post(f"{page}again/").status_code == 303
    made = work(app)
    assert (made.id, made.status, len(made.cues)) == (waiting.id, "completed", len(waiting.cues))
    with app.app_context():
        assert [storage().exists(path) for path in (made.ogg_path, made.mp3_path)] == [True, True]
    assert (len(voice.calls), spent(app), kept(app)) == (1, [1.5], 0)


def test_one_that_cannot_be_stored_fails_and_is_still_not_paid_again(
    app: Flask, alice: User, as_alice: FlaskClient, monkeypatch: pytest.MonkeyPatch, voice: FakeSpeech
) -> None:
    ask(app, alice, as_alice)
    with monkeypatch.context() as broken:
        away(app, broken, BadKey())
        failed = work(app)
    assert (failed.status, failed.tries) == ("failed", 1)
    as_alice.post(f"/images/{failed.image_id}/narrate/again/")
    assert (work(app).status, len(voice.calls), spent(app)) == ("completed", 1, [1.5])


def test_a_worker_that_dies_while_it_stores_loses_nothing(
    app: Flask, alice: User, as_alice: FlaskClient, monkeypatch: pytest.MonkeyPatch, voice: FakeSpeech
) -> None:
    ask(app, alice, as_alice)

    def die(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        with app.app_context():
            broken.setattr(type(storage()), "put", die)
        with pytest.raises(KeyboardInterrupt):
            work(app)
    held = narrations(app)[0]
    assert held.status == "running"
    with app.app_context():
        release(held.id, held.lease_token)
        look_after()
    assert (work(app).status, len(voice.calls), spent(app)) == ("completed", 1, [1.5])
