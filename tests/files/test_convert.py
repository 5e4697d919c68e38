"""A picture as PNG, JPEG or AVIF: the same pixels, and the recipe only for those who may read it."""

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image as Pixels

from tests.scene import hang
from webapp.files.conversion import converted
from webapp.models import User

FORMATS = {"png": "PNG", "jpg": "JPEG", "avif": "AVIF"}
WORDS = "a test picture"


@pytest.mark.parametrize("kind", list(FORMATS))
def test_the_owner_gets_it_with_its_recipe(app: Flask, as_alice: FlaskClient, alice: User, kind: str) -> None:
    answer = as_alice.get(f"/files/{hang(app, alice)}/picture.{kind}")
    assert "attachment" in answer.headers["Content-Disposition"]
    with Pixels.open(io.BytesIO(answer.data)) as picture:
        assert (picture.format, picture.size) == (FORMATS[kind], (48, 32))
        middle = picture.convert("RGB").getpixel((24, 16))
        assert isinstance(middle, tuple)
        assert all(abs(got - wanted) < 12 for got, wanted in zip(middle, (180, 90, 40), strict=True))
    assert WORDS.encode() in answer.data or WORDS.encode("utf-16-be") in answer.data
    assert b"trainedAlgorithmicMedia" in answer.data


@pytest.mark.parametrize("kind", list(FORMATS))
def test_others_get_it_without(app: Flask, guest: FlaskClient, alice: User, kind: str) -> None:
    made = hang(app, alice, visibility="public")
    answer = guest.get(f"/files/{made}/picture.{kind}")
    assert answer.status_code == 200
    assert WORDS.encode() not in answer.data
    assert WORDS.encode("utf-16-be") not in answer.data
    again = guest.get(f"/files/{made}/picture.{kind}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_a_jpeg_puts_white_paper_behind_what_is_clear() -> None:
    source = io.BytesIO()
    Pixels.new("RGBA", (8, 8), (255, 0, 0, 0)).save(source, "WEBP", lossless=True)
    with Pixels.open(io.BytesIO(converted(source.getvalue(), "jpg"))) as picture:
        assert picture.getpixel((4, 4)) == (255, 255, 255)
