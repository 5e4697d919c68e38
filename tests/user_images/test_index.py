"""My pictures: mine alone, all of them or the favourites."""

from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient

from tests.gallery.test_index import OLDER, cards
from tests.scene import PART, hang
from webapp.cards import PAGE_SIZE
from webapp.models import User


def test_it_shows_mine_alone_whoever_may_see_them(app: Flask, as_alice: FlaskClient, alice: User, bob: User) -> None:
    private, public = hang(app, alice), hang(app, alice, visibility="public")
    hang(app, bob, visibility="public")
    assert cards(as_alice.get("/user-images/").text) == [str(public), str(private)]


def test_deleted_ones_are_gone(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    hang(app, alice, deleted_at=datetime(2026, 1, 1, tzinfo=UTC))
    text = as_alice.get("/user-images/").text
    assert cards(text) == []
    assert "No pictures yet" in text


def test_favourites_are_those_with_a_heart(app: Flask, as_alice: FlaskClient, alice: User, bob: User) -> None:
    chosen = hang(app, alice, is_favorite=True)
    hang(app, alice)
    hang(app, bob, is_favorite=True, visibility="public")
    assert cards(as_alice.get("/user-images/?favorites=1").text) == [str(chosen)]


def test_no_favourites_says_how_to_have_some(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    hang(app, alice)
    assert "Tap the heart" in as_alice.get("/user-images/?favorites=1").text


def test_older_pages_keep_the_choice(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = [str(hang(app, alice, is_favorite=True)) for _ in range(PAGE_SIZE + 2)]
    hang(app, alice)
    older = OLDER.search(as_alice.get("/user-images/?favorites=1").text)
    assert older
    address = older[1].replace("&amp;", "&")
    assert "favorites=1" in address
    assert cards(as_alice.get(address, headers=PART).text) == made[1::-1]


def test_a_guest_signs_in_first(guest: FlaskClient) -> None:
    answer = guest.get("/user-images/")
    assert answer.status_code in {302, 303}
    assert "sign-in" in answer.headers["Location"]
