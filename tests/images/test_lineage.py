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


def test_the_same_picture_in_other_sizes_is_among_its_downloads(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    small = hang(app, alice, width_px=640, height_px=480)
    large = hang(app, alice, parent_id=small, generation_type="upscale_fast", width_px=2560, height_px=1920)
    relit = hang(app, alice, parent_id=small, generation_type="relight", width_px=800, height_px=600)
    offered = menu(as_alice.get(f"/images/{small}/").text)
    assert "Enlarged fast, 2560 × 1920" in offered
    assert str(large) in offered
    assert str(relit) not in offered
    assert "Before it was enlarged, 640 × 480" in menu(as_alice.get(f"/images/{large}/").text)
    assert "Before" not in menu(as_alice.get(f"/images/{relit}/").text)


def test_what_others_hide_is_not_among_the_sizes(app: Flask, guest: FlaskClient, alice: User) -> None:
    small = hang(app, alice)
    large = hang(app, alice, parent_id=small, generation_type="upscale_fast", visibility="public")
    offered = menu(guest.get(f"/images/{large}/").text)
    assert "Before" not in offered
    assert str(small) not in offered


def menu(page: str) -> str:
    """Returns what stands under "Download"."""
    start = page.index("As it is kept")
    return page[start : page.index("</details>", start)]
