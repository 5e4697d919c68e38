"""How browsers and front servers treat a file."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.scene import fresh, hang
from webapp.extensions import db
from webapp.models import Image, User
from webapp.storage.base import Storage


def test_the_owners_browser_keeps_it_for_long(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    with as_alice.get(f"/files/{hang(app, alice)}/small.webp") as answer:
        kept = answer.cache_control
        assert (kept.private, kept.immutable, kept.max_age) == (True, True, 365 * 24 * 3600)
        assert not kept.public


def test_everybody_else_asks_again_each_time(app: Flask, as_bob: FlaskClient, guest: FlaskClient, alice: User) -> None:
    made = hang(app, alice, visibility="public")
    for client in (as_bob, guest):
        with client.get(f"/files/{made}/small.webp") as answer:
            assert answer.cache_control.no_cache
            assert answer.cache_control.private
            assert answer.cache_control.max_age is None


def test_an_unchanged_file_is_not_sent_again(app: Flask, guest: FlaskClient, alice: User) -> None:
    path = f"/files/{hang(app, alice, visibility='public')}/small.webp"
    with guest.get(path) as first:
        known = first.headers["ETag"]
    again = guest.get(path, headers={"If-None-Match": known})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == known
    with guest.get(path, headers={"If-None-Match": '"another"'}) as other:
        assert other.status_code == 200


def test_a_file_can_run_nothing(app: Flask, guest: FlaskClient, alice: User) -> None:
    with guest.get(f"/files/{hang(app, alice, visibility='public')}/picture.webp") as answer:
        assert answer.mimetype == "image/webp"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("sendfile", ["x-sendfile", "x-accel-redirect"])
def test_a_front_server_sends_it_where_there_is_one(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User, sendfile: str
) -> None:
    app.config["SENDFILE"] = sendfile
    made = hang(app, alice)
    key = fresh(app, Image, made).file_path
    answer = as_alice.get(f"/files/{made}/picture.webp")
    assert (answer.status_code, answer.data, answer.mimetype) == (200, b"", "image/webp")
    if sendfile == "x-accel-redirect":
        assert answer.headers["X-Accel-Redirect"] == f"/media/{key}"
    else:
        assert answer.headers["X-Sendfile"] == str(app.config["MEDIA_ROOT"] / key)
    refused = as_bob.get(f"/files/{made}/picture.webp")
    assert refused.status_code == 404
    assert not {"X-Sendfile", "X-Accel-Redirect"} & set(refused.headers.keys())


def test_files_elsewhere_are_reached_by_a_short_lived_address(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = hang(app, alice)
    with app.app_context():
        key = db.session.get_one(Image, made).file_path
    place: Storage = app.extensions["storage"]
    monkeypatch.setattr(place, "url", lambda key, expires_s=300: f"https://s3.test/{key}?signed")
    answer = as_alice.get(f"/files/{made}/picture.webp")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"https://s3.test/{key}?signed")
    assert answer.cache_control.no_cache
    assert as_bob.get(f"/files/{made}/picture.webp").status_code == 404
