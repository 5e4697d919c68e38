"""The recipe travels inside the file for its owner, and for others only when the owner shares it."""

import io

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image as Pixels

from tests.scene import hang
from webapp.models import User
from webapp.pipeline.carried import EXIF_IFD, USER_COMMENT

WORDS = "a test picture"


def words_inside(client: FlaskClient, image_id: object) -> str:
    with client.get(f"/files/{image_id}/picture.webp") as answer:
        data = answer.data
    with Pixels.open(io.BytesIO(data)) as picture:
        picture.load()
        assert picture.size == (48, 32)
        assert b"trainedAlgorithmicMedia" in data
        return picture.getexif().get_ifd(EXIF_IFD).get(USER_COMMENT, b"").decode("utf-16-be", "replace")


def test_the_owner_gets_it(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    assert WORDS in words_inside(as_alice, hang(app, alice))


def test_others_get_the_picture_without_it(app: Flask, as_bob: FlaskClient, guest: FlaskClient, alice: User) -> None:
    public = hang(app, alice, visibility="public")
    assert WORDS not in words_inside(as_bob, public)
    assert WORDS not in words_inside(guest, public)


def test_a_shared_recipe_stays_inside_for_people_here(
    app: Flask, as_bob: FlaskClient, guest: FlaskClient, alice: User
) -> None:
    shared = hang(app, alice, visibility="public", allows_remix=True)
    assert WORDS in words_inside(as_bob, shared)
    assert WORDS not in words_inside(guest, shared)
