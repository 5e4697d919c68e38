"""The owner adds tags to a picture and takes them away; known tags complete what is typed."""

import re
from html import unescape
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.scene import PART, hang
from tests.tags.scene import hang_tagged, without_tags
from webapp.extensions import db
from webapp.images.tags import tags_of
from webapp.models import Image, User
from webapp.tagging import MOST_TAGS

OPTION = re.compile(r'<option value="([^"]*)"')


@pytest.fixture
def app(app: Flask) -> Flask:
    return without_tags(app)


def labels(app: Flask, image_id: UUID) -> list[str]:
    with app.app_context():
        return [tag.label for tag in tags_of(db.session.get_one(Image, image_id))]


def options(client: FlaskClient, image_id: UUID, typed: str) -> list[str]:
    found = client.get(f"/images/{image_id}/tags/", query_string={"tags": typed}, headers=PART)
    return [unescape(option) for option in OPTION.findall(found.text)]


def test_tags_are_added_as_typed(app: Flask, as_alice: FlaskClient, guest: FlaskClient, alice: User) -> None:
    made = hang(app, alice, visibility="public")
    assert as_alice.post(f"/images/{made}/tags/", data={"tags": "Red Sea, Boat"}).status_code == 303
    part = as_alice.post(f"/images/{made}/tags/", data={"tags": "boat, Nocturne"}, headers=PART)
    assert labels(app, made) == ["Boat", "Nocturne", "Red Sea"]
    assert "Added: Nocturne." in part.text
    assert "<html" not in part.text
    seen = guest.get(f"/images/{made}/").text
    assert 'href="/tags/red%20sea/"' in seen
    assert f"/images/{made}/tags/" not in seen


def test_a_tag_is_taken_away(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = hang_tagged(app, alice, "Boat, Sea, Nocturne")
    assert as_alice.post(f"/images/{made}/tags/remove/", data={"name": "boat"}).status_code == 303
    part = as_alice.post(f"/images/{made}/tags/remove/", data={"name": "sea"}, headers=PART)
    assert "Nocturne" in part.text
    assert labels(app, made) == ["Nocturne"]
    for nothing in ("unknown", "", "a\0b"):
        assert as_alice.post(f"/images/{made}/tags/remove/", data={"name": nothing}).status_code == 303


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type a tag"),
        ("a" * 61, "too long"),
        ("good, b\0d", "cannot be seen"),
        (",".join(f"t{n}" for n in range(MOST_TAGS)), "A picture carries up to 30 tags"),
    ],
)
def test_nonsense_is_refused_beside_the_field_and_kept(
    app: Flask, as_alice: FlaskClient, alice: User, typed: str, sentence: str
) -> None:
    made = hang_tagged(app, alice, "boat")
    for headers in ({}, PART):
        answer = as_alice.post(f"/images/{made}/tags/", data={"tags": typed}, headers=headers)
        assert answer.status_code == 422
        assert sentence in answer.text
        assert typed.replace("\0", "\ufffd")[:20] in answer.text.replace("\0", "\ufffd")
    assert labels(app, made) == ["boat"]


def test_others_change_nothing(app: Flask, as_bob: FlaskClient, guest: FlaskClient, alice: User) -> None:
    for visibility, status in (("private", 404), ("public", 403)):
        made = hang_tagged(app, alice, "boat", visibility=visibility)
        assert as_bob.post(f"/images/{made}/tags/", data={"tags": "sea"}).status_code == status
        assert as_bob.post(f"/images/{made}/tags/remove/", data={"name": "boat"}).status_code == status
        assert guest.post(f"/images/{made}/tags/", data={"tags": "sea"}).status_code == 303
        assert labels(app, made) == ["boat"]


def test_known_tags_complete_the_last_word(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = hang(app, alice)
    hang_tagged(app, alice, "Harbour, Old harbour, hat, hill")
    hang_tagged(app, alice, "hat")
    assert options(as_alice, made, "ha") == ["hat", "Harbour", "Old harbour"]
    assert options(as_alice, made, "hat, moon,HAR") == ["hat, moon, Harbour", "hat, moon, Old harbour"]
    assert options(as_alice, made, "hat, h") == ["hat, Harbour", "hat, hill", "hat, Old harbour"]
    for nothing in ("", "hat,", "%", "_", "\0", "x" * 5000):
        assert options(as_alice, made, nothing) == []


def test_what_others_hide_completes_nothing(
    app: Flask, as_charlie: FlaskClient, alice: User, bob: User, charlie: User
) -> None:
    hang_tagged(app, alice, "harbour secret")
    hang_tagged(app, alice, "harbour link", visibility="unlisted")
    hang_tagged(app, bob, "harbour day", visibility="public")
    made = hang(app, charlie, prompt="a harbour")
    assert options(as_charlie, made, "harb") == ["harbour day"]
    assert "secret" not in as_charlie.get(f"/images/{made}/").text
