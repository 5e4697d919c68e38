"""The page of favourite themes."""

from flask import Flask
from flask.testing import FlaskClient

from tests.scene import fresh
from tests.theme_helpers.scene import bring, builtin
from webapp.database import writing
from webapp.extensions import db
from webapp.models import ThemeHelper, User


def test_it_shows_mine_alone(app: Flask, as_alice: FlaskClient, as_bob: FlaskClient) -> None:
    as_alice.post(f"/theme-favorites/{builtin(app, 'toy-town')}/")
    mine, theirs = as_alice.get("/theme-favorites/").text, as_bob.get("/theme-favorites/").text
    assert "Toy town" in mine
    assert "Hill town" not in mine
    assert "No favourites yet" in theirs


def test_one_that_became_private_is_not_shown_any_more(app: Flask, as_bob: FlaskClient, alice: User) -> None:
    made = bring(app, alice, name="Of Alice", visibility="shared")
    as_bob.post(f"/theme-favorites/{made.id}/")
    assert "Of Alice" in as_bob.get("/theme-favorites/").text
    with app.app_context(), writing():
        db.session.get_one(ThemeHelper, made.id).visibility = "private"
    assert "Of Alice" not in as_bob.get("/theme-favorites/").text
    assert fresh(app, ThemeHelper, made.id).name == "Of Alice"
