"""Walls by meaning: the nearest pictures first, on one's own wall and on the public one."""

import re
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete

from tests.search.likeness import GALLERY, LIKE, hang, like, read
from webapp import wall_meaning, wall_pages
from webapp.bulk.chosen import on_my_wall
from webapp.cards import PAGE_SIZE
from webapp.database import writing
from webapp.extensions import db
from webapp.meaning import making
from webapp.meaning.making import NO_ID, heal, make_wanted
from webapp.models import Embedding, Image, User
from webapp.models.columns import utc_now


@pytest.mark.parametrize("is_numpy", [False, True])
def test_the_nearest_come_first(app: Flask, as_alice: FlaskClient, alice: User, is_numpy: bool) -> None:
    """On SQLite, on PostgreSQL with pgvector, and on one without."""
    if is_numpy:
        app.extensions["meaning"]["is_here"] = False
    boat = hang(app, alice, prompt="a foggy harbour with boats")
    sea = hang(app, alice, prompt="a ship on a sunny sea", visibility="public", caption="A ship on a sunny sea")
    mist = hang(app, alice, visibility="public", alt_text="Sailing ships in thick mist")
    hang(app, alice, prompt="an accountant's desk", visibility="public", title="An accountant's desk")
    read(app)
    assert like(as_alice) == [mist, boat, sea]
    assert like(as_alice, wall=GALLERY) == like(app.test_client(), wall=GALLERY) == [mist, sea]


def test_it_combines_with_other_filters(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    loved = hang(app, alice, prompt="a ship in the mist", is_favorite=True, width_px=300, height_px=200)
    other = hang(app, alice, prompt="two ships in the mist", width_px=200, height_px=300)
    read(app)
    assert like(as_alice, favorites="1") == like(as_alice, shape="landscape") == like(as_alice, q="a") == [loved]
    assert like(as_alice, q="ships") == [other]
    assert like(as_alice, q="ships", favorites="1") == []


def test_the_wall_says_what_it_is_like_and_keeps_it(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    hang(app, alice, prompt="a ship in the mist", seed=7)
    read(app)
    page = as_alice.get("/user-images/?like=ships+in+the+mist&seed=7").text
    assert 'aria-label="Without Like “ships in the mist”"' in page
    assert 'href="/user-images/?seed=7"' in page
    assert re.search(r'name="q" type="search" value="ships in the mist"', page)
    both = as_alice.get("/user-images/?like=ships+in+the+mist&q=ship").text
    assert '<input type="hidden" name="like" value="ships in the mist">' in both
    assert "/months/" not in page
    form = as_alice.get("/user-images/filter/?like=ships+in+the+mist").text
    assert re.search(r'name="like" type="text" value="ships in the mist"', form)
    assert "Nothing comes near" in as_alice.get("/user-images/?like=quarterly+tax+spreadsheet").text


def test_pages_go_on_and_end(app: Flask, as_alice: FlaskClient, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wall_meaning, "MOST", PAGE_SIZE * 2 + 4)
    for number in range(PAGE_SIZE * 2 + 9):
        hang(app, alice, prompt=f"ship {number} in the mist")
    read(app)
    first = like(as_alice)
    second = like(as_alice, before=first[-1])
    third = like(as_alice, before=second[-1])
    assert [len(each) for each in (first, second, third)] == [PAGE_SIZE, PAGE_SIZE, 4]
    assert len({*first, *second, *third}) == PAGE_SIZE * 2 + 4
    with app.app_context(), writing() as session:  # the cursor's own picture may leave the wall meanwhile
        session.get_one(Image, UUID(first[-1])).deleted_at = utc_now()
    assert like(as_alice, before=first[-1])[:4] == second[:4]
    as_alice.post("/gallery/pages/", data={"pages": "1"})
    page = as_alice.get("/user-images/", query_string={"like": LIKE, "before": second[-2], "page": "3"}).text
    assert len(re.findall(r'<span class="unseen">Page </span>\d', page)) == 3


def test_few_among_many_are_found(
    app: Flask, as_alice: FlaskClient, alice: User, bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wall_meaning, "NEAREST", (1, 2))
    for number in range(5):
        hang(app, bob, prompt=f"ships in the mist {number}")
    mine = hang(app, alice, prompt="a harbour in fog")
    read(app)
    assert like(as_alice) == [mine]


def test_the_choice_of_all_is_what_the_wall_shows(app: Flask, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    ship = hang(app, alice, prompt="a ship in the mist")
    hang(app, alice, prompt="an accountant's desk")
    read(app)
    with app.app_context():
        assert [str(each) for each in db.session.scalars(on_my_wall(alice.id, "like=ships+in+the+mist"))] == [ship]
        monkeypatch.setattr(wall_meaning, "why_away", lambda: "it is not installed")
        assert db.session.scalars(on_my_wall(alice.id, "like=ships+in+the+mist")).all() == []


def test_without_the_model_it_offers_words(
    app: Flask, as_alice: FlaskClient, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    hang(app, alice, prompt="a ship in the mist")
    for module in (wall_meaning, wall_pages):
        monkeypatch.setattr(module, "why_away", lambda: "it is not installed")
    page = as_alice.get("/user-images/?like=ships").text
    assert "Nothing can be found by meaning here" in page
    assert 'href="/user-images/?q=ships"' in page


def test_what_was_there_before_is_read_in_bites(app: Flask, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = [hang(app, alice, title=f"Ship {number} in the mist", visibility="public") for number in range(5)]
    hang(app, alice, title="A private ship")
    monkeypatch.setattr(making, "CHECKED_AT_ONCE", 2)
    with app.app_context():
        with writing() as session:
            session.execute(delete(Embedding))
        after, bites = heal("shown", NO_ID), 1
        while after != NO_ID:
            after, bites = heal("shown", after), bites + 1
        assert (bites, make_wanted(60)) == (3, 5)
        heal("shown", NO_ID)
        assert make_wanted(60) == 0
    assert set(like(app.test_client(), wall=GALLERY)) == set(shown)
