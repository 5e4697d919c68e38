"""What fails says why, tries again by itself where that costs nothing, and by hand."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.narrate.scene import add, narrations, work
from tests.scene import hang
from webapp.database import writing
from webapp.engines.errors import EngineError, LostContact, Moderated, RateLimited
from webapp.engines.speech.espeak import ESpeak
from webapp.extensions import db
from webapp.models import Image, Narration, User
from webapp.models.columns import utc_now
from webapp.narration.keeper import look_after, release
from webapp.queue import NARRATION_QUEUE, waiting_ids


def queue_one(app: Flask, alice: User, **values: object) -> Narration:
    image_id = hang(app, alice)
    with app.app_context():
        return add(db.session.get_one(Image, image_id), **values)


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def speak(*_args: object) -> None:
        raise error

    monkeypatch.setattr(ESpeak, "speak", speak)


@pytest.mark.parametrize("error", [Moderated("Say it more gently."), LostContact("We lost contact."), ValueError("?")])
def test_a_failure_is_told_and_tried_again_by_hand(
    app: Flask, alice: User, as_alice: FlaskClient, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    queue_one(app, alice)
    with monkeypatch.context() as broken:
        failing(broken, error)
        failed = work(app)
    sentence = str(error) if isinstance(error, EngineError) else "Something broke while this was read. Try again."
    assert (failed.status, failed.error_message) == ("failed", sentence)
    assert sentence in as_alice.get(f"/images/{failed.image_id}/narrate/").text
    assert as_alice.post(f"/images/{failed.image_id}/narrate/again/").status_code == 303
    made = work(app)
    assert (made.status, made.text, len(narrations(app))) == ("completed", failed.text, 1)


def test_what_was_read_is_not_tried_again(app: Flask, alice: User, as_alice: FlaskClient) -> None:
    made = work(app) if queue_one(app, alice) else None
    assert made is not None
    assert as_alice.post(f"/images/{made.image_id}/narrate/again/").status_code == 404


def test_a_busy_voice_is_asked_again_later_but_not_for_ever(
    app: Flask, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue_one(app, alice)
    failing(monkeypatch, RateLimited("The voice is busy.", 60))
    waiting = work(app)
    assert (waiting.status, waiting.tries) == ("queued", 1)
    assert waiting.lease_until is not None
    assert waiting.lease_until > utc_now() + timedelta(seconds=50)
    with app.app_context():
        look_after()
        assert waiting_ids(NARRATION_QUEUE) == set()
    assert (work(app).status, work(app).status) == ("queued", "failed")


@pytest.mark.parametrize(
    ("values", "status", "told"),
    [
        ({"tries": 1}, "queued", ""),
        ({"tries": 3}, "failed", "cut off three times"),
        ({"tries": 1, "credits": 0.5}, "failed", "you may have been charged"),
    ],
)
def test_one_whose_worker_died_is_read_again_unless_it_may_have_been_charged(
    app: Flask, alice: User, values: dict[str, float], status: str, told: str
) -> None:
    ends = utc_now() + timedelta(seconds=200)
    row = queue_one(app, alice, status="running", lease_token="dead", lease_until=ends, **values)
    with app.app_context():
        look_after()
        assert narrations(app)[0].status == "running"
        release(row.id, "somebody else's")
        look_after()
        assert narrations(app)[0].status == "running"
        release(row.id, "dead")
        look_after()
        found = narrations(app)[0]
        assert waiting_ids(NARRATION_QUEUE) == ({str(row.id)} if status == "queued" else set())
    assert found.status == status
    assert told in found.error_message


def test_one_that_never_reached_a_worker_is_handed_over_once(app: Flask, alice: User) -> None:
    row = queue_one(app, alice)
    with app.app_context():
        look_after()
        look_after()
        assert waiting_ids(NARRATION_QUEUE) == {str(row.id)}


def test_a_worker_that_lost_its_hold_keeps_nothing(app: Flask, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    row = queue_one(app, alice)
    speak = ESpeak.speak

    def lose_hold(self: ESpeak, text: str, voice: str, manner: str = "") -> object:
        with writing() as session:
            session.get_one(Narration, row.id).lease_token = "another"
        return speak(self, text, voice, manner)

    monkeypatch.setattr(ESpeak, "speak", lose_hold)
    left = work(app)
    assert (left.status, left.ogg_path, left.lease_token) == ("running", "", "another")
