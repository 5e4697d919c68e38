"""A heart goes on and off, for the owner alone."""

from flask import Flask
from flask.testing import FlaskClient

from tests.scene import PART, fresh, hang
from webapp.models import Image, User


def test_the_heart_goes_on_and_off(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = hang(app, alice)
    on = as_alice.post(f"/images/{made}/favorite/", headers=PART)
    assert on.status_code == 200
    assert 'aria-pressed="true"' in on.text
    assert fresh(app, Image, made).is_favorite
    off = as_alice.post(f"/images/{made}/favorite/", headers=PART)
    assert 'aria-pressed="false"' in off.text
    assert not fresh(app, Image, made).is_favorite


def test_without_javascript_it_leads_back_to_the_picture(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = hang(app, alice)
    answer = as_alice.post(f"/images/{made}/favorite/")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/images/{made}/")


def test_others_cannot(app: Flask, as_bob: FlaskClient, guest: FlaskClient, alice: User) -> None:
    private, public = hang(app, alice), hang(app, alice, visibility="public")
    assert as_bob.post(f"/images/{private}/favorite/").status_code == 404
    assert as_bob.post(f"/images/{public}/favorite/").status_code == 403
    assert guest.post(f"/images/{public}/favorite/").status_code in {302, 303}
    assert not fresh(app, Image, public).is_favorite
