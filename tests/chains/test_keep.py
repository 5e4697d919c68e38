"""The steps that led to a picture are kept under a name, and forgotten again."""

import re

from flask import Flask
from flask.testing import FlaskClient

from tests.chains.scene import edited_twice, keep
from tests.operations import BrushEngine
from tests.scene import hang
from webapp.models import User


def test_the_steps_are_told_in_order(app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine) -> None:
    made = edited_twice(app, as_alice, hang(app, alice))
    assert f"/edit/steps/new/{made}/" in as_alice.get(f"/images/{made}/").text
    page = as_alice.get(f"/edit/steps/new/{made}/").text
    assert page.index('<li dir="auto">Erase</li>') < page.index('<li dir="auto">Upscale fast</li>')
    assert re.search(r"name=\"name\"[^>]*value=\"Erase, then Upscale fast\"", page)


def test_a_name_is_needed_and_what_was_typed_stays(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    made = edited_twice(app, as_alice, hang(app, alice))
    answer = as_alice.post(f"/edit/steps/new/{made}/", data={"name": "  "})
    assert answer.status_code == 422
    assert "Give the steps a name" in answer.text
    answer = as_alice.post(f"/edit/steps/new/{made}/", data={"name": "x" * 130})
    assert "x" * 130 in answer.text


def test_a_picture_that_was_only_drawn_has_none(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    drawn = hang(app, alice)
    assert "no steps to keep" in as_alice.get(f"/edit/steps/new/{drawn}/").text
    assert as_alice.post(f"/edit/steps/new/{drawn}/", data={"name": "Nothing"}).status_code == 422


def test_forgotten_it_is_gone(app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine) -> None:
    chain = keep(as_alice, edited_twice(app, as_alice, hang(app, alice)), "For the fair")
    assert "For the fair" in as_alice.get("/edit/steps/").text
    as_alice.post(f"/edit/steps/{chain}/delete/")
    assert "For the fair" not in as_alice.get("/edit/steps/").text
