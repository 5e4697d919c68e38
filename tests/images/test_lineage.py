"""A picture's page shows what it was made from and what became of it, as far as the viewer may see."""

from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient

from tests.scene import hang
from webapp.database import writing
from webapp.extensions import db
from webapp.images.lineage import MOST_AFTER
from webapp.models import Image, User


def test_the_owner_sees_the_whole_tree(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    first = hang(app, alice)
    second = hang(app, alice, parent_id=first, generation_type="inpaint")
    third = hang(app, alice, parent_id=second, generation_type="upscale_creative")
    fourth = hang(app, alice, parent_id=third, generation_type="relight")
    text = as_alice.get(f"/images/{second}/").text
    tree = text[text.index("How it was made") : text.index("Alt text")]
    for other in (first, third, fourth):
        assert f'href="/images/{other}/"' in tree
    assert tree.index(str(first)) < tree.index('aria-current="true"') < tree.index(str(third)) < tree.index(str(fourth))
    assert "Repainted" in tree
    assert "Enlarged, with new detail" in tree


def test_a_lonely_picture_has_no_tree(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    assert "How it was made" not in as_alice.get(f"/images/{hang(app, alice)}/").text


def test_others_see_no_more_than_the_walls_show(app: Flask, guest: FlaskClient, alice: User, bob: User) -> None:
    private = hang(app, alice)
    unlisted = hang(app, alice, visibility="unlisted", parent_id=private)
    public = hang(app, bob, visibility="public", parent_id=unlisted)
    seen = hang(app, alice, visibility="public", parent_id=public)
    hidden = [hang(app, alice, visibility=each, parent_id=public) for each in ("private", "unlisted")]
    deleted = hang(app, bob, visibility="public", parent_id=public, deleted_at=datetime.now(UTC))
    text = guest.get(f"/images/{public}/").text
    assert text.count("A hidden picture") == 2
    assert f'href="/images/{seen}/"' in text
    for other in (private, unlisted, deleted, *hidden):
        assert str(other) not in text


def test_a_picture_with_many_children_shows_some(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    first = hang(app, alice)
    for _ in range(MOST_AFTER + 3):
        hang(app, alice, parent_id=first)
    text = as_alice.get(f"/images/{first}/").text
    assert text[text.index("Became") : text.index("Alt text")].count("<img") == MOST_AFTER


def test_a_circle_ends(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    first = hang(app, alice)
    second = hang(app, alice, parent_id=first)
    with app.app_context(), writing():
        db.session.get_one(Image, first).parent_id = second
    assert as_alice.get(f"/images/{first}/").status_code == 200
