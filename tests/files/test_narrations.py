"""What was read aloud is sent in parts, told in captions, and cleared with its picture."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.narrate.scene import heard, narrations
from tests.scene import hang
from webapp.database import writing
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Image, Narration, User
from webapp.models.columns import utc_now
from webapp.pipeline.sweep import named_keys
from webapp.pipeline.trash import empty_trash
from webapp.storage.keys import narration_key


def one(app: Flask, alice: User, **values: object) -> Narration:
    image_id = hang(app, alice, **values)
    with app.app_context():
        return heard(db.session.get_one(Image, image_id))


@pytest.mark.parametrize(("suffix", "kind"), [("ogg", "audio/ogg"), ("mp3", "audio/mpeg")])
def test_a_part_of_the_sound_can_be_asked_for(
    app: Flask, alice: User, guest: FlaskClient, suffix: str, kind: str
) -> None:
    address = f"/files/narrations/{one(app, alice, visibility='public').id}.{suffix}"
    with guest.get(address) as whole:
        assert (whole.status_code, whole.mimetype, whole.headers["Accept-Ranges"]) == (200, kind, "bytes")
        etag, data = whole.headers["ETag"], whole.data
    with guest.get(address, headers={"Range": "bytes=10-19", "If-Range": etag}) as part:
        assert (part.status_code, part.data) == (206, data[10:20])
    with guest.get(address, headers={"If-None-Match": etag}) as same:
        assert same.status_code == 304


def test_strangers_ask_again_each_time(app: Flask, alice: User, guest: FlaskClient, as_alice: FlaskClient) -> None:
    row = one(app, alice, visibility="public")
    address = f"/files/narrations/{row.id}.ogg"
    with guest.get(address) as theirs, as_alice.get(address) as hers:
        assert theirs.headers["Cache-Control"] == "private, no-cache"
        assert "max-age" in hers.headers["Cache-Control"]
    with app.app_context(), writing() as session:
        session.get_one(Image, row.image_id).visibility = "private"
    assert guest.get(address).status_code == 404


def test_captions_are_webvtt(app: Flask, alice: User, guest: FlaskClient) -> None:
    answer = guest.get(f"/files/narrations/{one(app, alice, visibility='public').id}.vtt")
    assert answer.mimetype == "text/vtt"
    assert answer.text == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nA red boat.\n\n"
        "00:00:01.000 --> 00:00:02.000\nIt &lt;b&gt;rests&lt;/b&gt;.\n"
    )


def test_the_sweep_knows_them(app: Flask, alice: User) -> None:
    row = one(app, alice)
    stray = narration_key(uuid4(), utc_now(), "ogg")
    with app.app_context():
        assert named_keys([row.ogg_path, row.mp3_path, stray]) == {row.ogg_path, row.mp3_path}


def test_they_go_with_their_picture(app: Flask, alice: User) -> None:
    row = one(app, alice, deleted_at=utc_now() - timedelta(days=40))
    with app.app_context():
        assert empty_trash() == 1
        assert not storage().exists(row.ogg_path)
        assert not storage().exists(row.mp3_path)
    assert narrations(app) == []
