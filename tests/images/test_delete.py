"""Deleting takes a picture away at once, and can be taken back."""

from flask import Flask
from flask.testing import FlaskClient

from tests.scene import fresh, hang
from webapp.models import Image, User


def test_it_is_gone_everywhere_at_once(app: Flask, as_alice: FlaskClient, guest: FlaskClient, alice: User) -> None:
    made = hang(app, alice, visibility="public")
    with guest.get(f"/files/{made}/small.webp") as before:
        assert before.status_code == 200
    assert as_alice.post(f"/images/{made}/delete/").status_code == 303
    for client in (as_alice, guest):
        assert client.get(f"/images/{made}/").status_code == 404
        assert client.get(f"/files/{made}/small.webp").status_code == 404
        assert str(made) not in client.get("/gallery/").text


def test_it_can_be_taken_back(app: Flask, as_alice: FlaskClient, guest: FlaskClient, alice: User) -> None:
    made = hang(app, alice, visibility="public")
    as_alice.post(f"/images/{made}/delete/")
    assert f"/images/{made}/restore/" in as_alice.get("/user-images/").text
    assert as_alice.post(f"/images/{made}/restore/").status_code == 303
    assert guest.get(f"/images/{made}/").status_code == 200


def test_it_asks_first_without_javascript(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = hang(app, alice)
    assert "Delete this picture?" in as_alice.get(f"/images/{made}/delete/").text
    assert fresh(app, Image, made).deleted_at is None


def test_others_can_neither_delete_nor_restore(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, guest: FlaskClient, alice: User
) -> None:
    private, public = hang(app, alice), hang(app, alice, visibility="public")
    assert as_bob.get(f"/images/{private}/delete/").status_code == 404
    assert as_bob.post(f"/images/{private}/delete/").status_code == 404
    assert as_bob.post(f"/images/{public}/delete/").status_code == 403
    assert guest.post(f"/images/{public}/delete/").status_code in {302, 303}
    assert fresh(app, Image, public).deleted_at is None
    as_alice.post(f"/images/{public}/delete/")
    assert as_bob.post(f"/images/{public}/restore/").status_code == 404
    assert fresh(app, Image, public).deleted_at is not None
