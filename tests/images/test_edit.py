"""The owner changes title, alt text and who may see a picture."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.scene import fresh, hang
from webapp.models import Image, User

SAID = {"title": "Harbour", "alt_text": "Boats at a quay", "visibility": "public"}


def test_what_is_said_is_kept(app: Flask, as_alice: FlaskClient, guest: FlaskClient, alice: User) -> None:
    made = hang(app, alice)
    assert as_alice.post(f"/images/{made}/edit/", data=SAID).status_code == 303
    image = fresh(app, Image, made)
    assert (image.title, image.alt_text, image.visibility) == ("Harbour", "Boats at a quay", "public")
    assert "Boats at a quay" in guest.get("/gallery/").text


@pytest.mark.parametrize(
    "wrong", [{"title": "x" * 201}, {"alt_text": "a\0b"}, {"visibility": "everyone"}, {"visibility": ""}]
)
def test_nonsense_is_refused_and_kept_in_the_form(
    app: Flask, as_alice: FlaskClient, alice: User, wrong: dict[str, str]
) -> None:
    made = hang(app, alice)
    answer = as_alice.post(f"/images/{made}/edit/", data=SAID | {"title": "Typed"} | wrong)
    assert answer.status_code == 422
    assert (wrong.get("title") or "Typed") in answer.text
    assert fresh(app, Image, made).title == ""


def test_nothing_else_can_be_changed(app: Flask, as_alice: FlaskClient, alice: User, bob: User) -> None:
    made = hang(app, alice)
    as_alice.post(f"/images/{made}/edit/", data=SAID | {"owner_id": str(bob.id), "prompt": "other", "seed": "1"})
    image = fresh(app, Image, made)
    assert (image.owner_id, image.prompt, image.seed) == (alice.id, "a red boat", None)


def test_others_cannot(app: Flask, as_bob: FlaskClient, guest: FlaskClient, alice: User) -> None:
    private, public = hang(app, alice), hang(app, alice, visibility="public")
    assert as_bob.post(f"/images/{private}/edit/", data=SAID).status_code == 404
    assert as_bob.post(f"/images/{public}/edit/", data=SAID).status_code == 403
    assert guest.post(f"/images/{public}/edit/", data=SAID).status_code in {302, 303}
    assert {fresh(app, Image, each).title for each in (private, public)} == {""}
