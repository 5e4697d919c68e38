"""What somebody has already does not come in a second time."""

from flask import Flask
from flask.testing import FlaskClient

from tests.pictures_in.corpus import png
from tests.uploads.scene import assert_agree, only_picture, pictures, send, send_one
from webapp.models import User


def test_the_same_file_again_leads_to_the_picture(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    first = send_one(as_alice, png())
    again = send_one(as_alice, png(), "another name.png")
    assert first.json is not None
    assert again.json is not None
    assert again.status_code == 200
    assert again.json["message"] == "You already have this picture."
    assert again.json["url"] == first.json["url"]
    only_picture(app, alice)
    assert_agree(app)


def test_twice_in_one_form(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    answer = send(as_alice, ("a.png", png()), ("b.png", png()))
    assert "You already have this picture." in answer.text
    only_picture(app, alice)


def test_ones_own_picture_that_was_downloaded(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    send_one(as_alice, png())
    image = only_picture(app, alice)
    with as_alice.get(f"/files/{image.id}/picture.webp") as answer:
        again = send_one(as_alice, answer.data)
    assert again.json is not None
    assert not again.json["is_new"]


def test_somebody_elses_is_nobodys_business(app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, bob: User) -> None:
    send_one(as_alice, png())
    answer = send_one(as_bob, png())
    assert answer.status_code == 201
    assert len(pictures(app, bob)) == 1


def test_what_lies_in_the_trash_may_come_again(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    send_one(as_alice, png())
    as_alice.post(f"/images/{only_picture(app, alice).id}/delete/")
    assert send_one(as_alice, png()).status_code == 201
