"""Looks for pictures by meaning, as people do."""

from flask import Flask
from flask.testing import FlaskClient

from tests.cast import make_image
from tests.search.conftest import found_in
from webapp.meaning.making import make_wanted
from webapp.models import User

MINE, GALLERY = "/user-images/", "/gallery/"
LIKE = "ships in the mist"


def hang(app: Flask, owner: User, **values: object) -> str:
    """Makes a picture, without a prompt unless one is given, and returns its id."""
    with app.app_context():
        return str(make_image(owner, **{"prompt": "", **values}).id)


def read(app: Flask) -> None:
    """Does what the workers do: makes the vectors that are wanted."""
    with app.app_context():
        make_wanted(60)


def like(client: FlaskClient, words: str = LIKE, wall: str = MINE, **more: str) -> list[str]:
    """Returns the ids of the pictures that a wall shows, in their order."""
    answer = client.get(wall, query_string={"like": words, **more})
    assert answer.status_code == 200
    return found_in(answer.text)
