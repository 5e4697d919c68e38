"""The recipe is taken along as text and as JSON, by those who may start from it."""

import json

from flask import Flask
from flask.testing import FlaskClient

from tests.cast import QuickEngine
from tests.scene import ask, carry_out, fresh, hang
from webapp.database import writing
from webapp.extensions import db
from webapp.models import Image, User


def test_the_owner_takes_it_as_text_and_as_json(
    app: Flask, as_alice: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    (made,) = carry_out(app, ask(app, alice, prompt="a {red} boat", seed=77, steps=12, negative_prompt="fog"))
    text = as_alice.get(f"/images/{made}/recipe.txt")
    lines = text.text.splitlines()
    assert lines[:2] == ["a red boat", "Negative prompt: fog"]
    assert "Seed: 77" in lines[2]
    assert "Steps: 12" in lines[2]
    assert "attachment" in text.headers["Content-Disposition"]
    data = json.loads(as_alice.get(f"/images/{made}/recipe.json").text)
    assert data["prompt"] == "a red boat"
    assert data["prompt_as_typed"] == "a {red} boat"
    assert (data["seed"], data["steps"], data["width"]) == (77, 12, 96)
    assert lines[2] in as_alice.get(f"/images/{made}/").text


def test_others_take_it_only_where_the_owner_lets_them(
    app: Flask, as_bob: FlaskClient, guest: FlaskClient, alice: User
) -> None:
    kept, shared = (hang(app, alice, visibility="public", allows_remix=each, prompt="a secret") for each in (0, 1))
    assert as_bob.get(f"/images/{kept}/recipe.json").status_code == 403
    assert "a secret" in as_bob.get(f"/images/{shared}/recipe.txt").text
    assert guest.get(f"/images/{shared}/recipe.txt").location.startswith("/sign-in/")


def test_the_words_of_a_hidden_style_stay_hidden(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User, quick: QuickEngine
) -> None:
    (made,) = carry_out(app, ask(app, alice, prompt="a boat"))
    with app.app_context(), writing():
        image = db.session.get_one(Image, made)
        image.prompt, image.visibility, image.allows_remix = "a boat, words of a style", "public", True
        image.recipe = {**image.recipe, "negative_prompt": "what the style avoids"}
        image.prompt_helper_id = made  # a style that is not there for Bob
    for kind in ("txt", "json"):
        assert "words of a style" in as_alice.get(f"/images/{made}/recipe.{kind}").text
        taken = as_bob.get(f"/images/{made}/recipe.{kind}").text
        assert "a boat" in taken
        assert "style" not in taken
    assert fresh(app, Image, made).allows_remix
