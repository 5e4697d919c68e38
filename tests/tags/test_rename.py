"""An admin renames a tag or makes it one with another."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, select

from tests.gallery.test_index import cards
from tests.tags.scene import hang_tagged, listed
from tests.tags.test_counts import kept, real
from webapp.database import writing
from webapp.extensions import db
from webapp.models import PromptHelper, Tag, User, prompt_helper_tag
from webapp.tagging import tags_from

HIDDEN_FIELD = re.compile(r'type="hidden" name="to" value="([^"]*)"')


def test_a_tag_gets_a_new_name(app: Flask, as_admin: FlaskClient, as_alice: FlaskClient, alice: User) -> None:
    public = str(hang_tagged(app, alice, "Bote", visibility="public"))
    private = str(hang_tagged(app, alice, "bote"))
    ahead = as_admin.get("/tags/bote/rename/?to=Rowing Boat").text
    assert "Every picture, style and theme tagged" in ahead
    assert HIDDEN_FIELD.findall(ahead) == ["Rowing Boat"]
    answer = as_admin.post("/tags/bote/rename/", data={"to": "Rowing Boat"})
    assert answer.location == "/tags/rowing%20boat/"
    assert as_alice.get("/tags/bote/").status_code == 404
    assert cards(as_alice.get("/tags/rowing boat/").text) == [private, public]
    assert listed(as_alice.get("/tags/").text) == [("Rowing Boat", 2)]


def test_its_spelling_can_be_put_right(app: Flask, as_admin: FlaskClient, alice: User) -> None:
    hang_tagged(app, alice, "paris", visibility="public")
    assert as_admin.post("/tags/paris/rename/", data={"to": "Paris"}).status_code == 303
    assert listed(as_admin.get("/tags/").text) == [("Paris", 1)]


def test_two_tags_become_one(app: Flask, as_admin: FlaskClient, as_alice: FlaskClient, alice: User, bob: User) -> None:
    both = str(hang_tagged(app, alice, "Bote, Ship", visibility="public"))
    one = str(hang_tagged(app, alice, "Bote"))
    hang_tagged(app, bob, "bote")
    ahead = as_admin.get("/tags/bote/rename/?to=SHIP").text
    assert "“<bdi>Ship</bdi>” instead" in ahead
    assert as_admin.post("/tags/bote/rename/", data={"to": "SHIP"}).location == "/tags/ship/"
    assert cards(as_alice.get("/tags/ship/").text) == [one, both]
    assert listed(as_alice.get("/tags/").text) == [("Ship", 2)]
    with app.app_context():
        assert kept() == real() == {("ship", None): 1, ("ship", alice.id): 1, ("ship", bob.id): 1}


def test_styles_move_over_too(app: Flask, as_admin: FlaskClient, alice: User) -> None:
    hang_tagged(app, alice, "Bote, Ship", visibility="public")
    with app.app_context(), writing() as session:
        first, second = session.scalars(select(PromptHelper.id).order_by(PromptHelper.id).limit(2)).all()
        bote, ship = tags_from("bote, ship")
        pairs = [(first, bote), (first, ship), (second, bote)]
        session.execute(
            insert(prompt_helper_tag), [{"prompt_helper_id": style, "tag_id": tag.id} for style, tag in pairs]
        )
    as_admin.post("/tags/bote/rename/", data={"to": "ship"})
    with app.app_context():
        carried = select(prompt_helper_tag.c.prompt_helper_id).join(Tag).where(Tag.name == "ship")
        assert set(db.session.scalars(carried)) == {first, second}


def test_what_others_hide_is_not_told(app: Flask, as_admin: FlaskClient, alice: User) -> None:
    hang_tagged(app, alice, "Bote", visibility="public")
    hang_tagged(app, alice, "Secret")
    hidden, unknown = (
        as_admin.get(f"/tags/bote/rename/?to={name}").text.partition("<main")[2] for name in ("secret", "nobody")
    )
    assert "secret" in hidden
    assert unknown.replace("nobody", "secret") == hidden


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "Type the new name"), ("a, b", "Type one tag"), ("x" * 61, "too long")],
)
def test_nonsense_is_refused(app: Flask, as_admin: FlaskClient, alice: User, typed: str, sentence: str) -> None:
    hang_tagged(app, alice, "Bote", visibility="public")
    for answer in (
        as_admin.get("/tags/bote/rename/", query_string={"to": typed}),
        as_admin.post("/tags/bote/rename/", data={"to": typed}),
    ):
        assert answer.status_code == 422
        assert sentence in answer.text
    assert listed(as_admin.get("/tags/").text) == [("Bote", 1)]


def test_only_admins_are_offered_it(app: Flask, as_admin: FlaskClient, as_alice: FlaskClient, alice: User) -> None:
    hang_tagged(app, alice, "Bote", visibility="public")
    assert "Rename or merge" in as_admin.get("/tags/bote/").text
    assert "Rename or merge" not in as_alice.get("/tags/bote/").text
    assert as_alice.post("/tags/bote/rename/", data={"to": "x"}).status_code == 404
