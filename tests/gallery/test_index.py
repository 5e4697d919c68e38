"""The public wall shows what is public, newest first, page after page."""

import re
from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient

from tests.scene import PART, hang
from webapp.cards import PAGE_SIZE
from webapp.models import User

CARD = re.compile(r'<a href="/images/([0-9a-f-]+)/"><img')
OLDER = re.compile(r'hx-get="([^"]*before=[^"]*)"')


def cards(text: str) -> list[str]:
    return CARD.findall(text)


def test_it_shows_public_pictures_alone(app: Flask, guest: FlaskClient, as_alice: FlaskClient, alice: User) -> None:
    shown = hang(app, alice, visibility="public")
    hang(app, alice, visibility="private")
    hang(app, alice, visibility="unlisted")
    hang(app, alice, visibility="public", deleted_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert cards(guest.get("/gallery/").text) == [str(shown)]
    assert cards(as_alice.get("/gallery/").text) == [str(shown)]


def test_the_newest_comes_first(app: Flask, guest: FlaskClient, alice: User, bob: User) -> None:
    made = [str(hang(app, owner, visibility="public")) for owner in (alice, bob, alice)]
    assert cards(guest.get("/gallery/").text) == made[::-1]


def test_older_pictures_follow_without_gap_or_repetition(app: Flask, guest: FlaskClient, alice: User) -> None:
    made = [str(hang(app, alice, visibility="public")) for _ in range(PAGE_SIZE + 3)]
    first = guest.get("/gallery/").text
    hang(app, alice, visibility="public")
    older = OLDER.search(first)
    assert older
    rest = guest.get(older[1], headers=PART).text
    assert cards(first) + cards(rest) == made[::-1]
    assert "<html" not in rest
    assert "Older pictures" not in rest


def test_the_link_to_older_pictures_works_without_javascript(app: Flask, guest: FlaskClient, alice: User) -> None:
    made = [str(hang(app, alice, visibility="public")) for _ in range(PAGE_SIZE + 1)]
    link = re.search(r'class="btn" href="([^"]+before[^"]+)"', guest.get("/gallery/").text)
    assert link
    page = guest.get(link[1]).text
    assert "<html" in page
    assert cards(page) == made[:1]


def test_a_page_that_is_just_full_is_the_last(app: Flask, guest: FlaskClient, alice: User) -> None:
    for _ in range(PAGE_SIZE):
        hang(app, alice, visibility="public")
    assert "Older pictures" not in guest.get("/gallery/").text


def test_somebody_elses_words_stay_theirs(
    app: Flask, guest: FlaskClient, as_alice: FlaskClient, as_bob: FlaskClient, alice: User
) -> None:
    hang(app, alice, visibility="public", prompt="a secret recipe")
    assert "a secret recipe" in as_alice.get("/gallery/").text
    assert "a secret recipe" not in as_bob.get("/gallery/").text
    assert "a secret recipe" not in guest.get("/gallery/").text


def test_an_empty_wall_says_so(guest: FlaskClient) -> None:
    assert "Nothing shared yet" in guest.get("/gallery/").text


def test_an_odd_cursor_is_nothing_here(guest: FlaskClient) -> None:
    assert guest.get("/gallery/?before=1%20OR%201=1").status_code == 404


def test_a_cursor_before_the_first_picture_is_an_empty_page(app: Flask, guest: FlaskClient, alice: User) -> None:
    oldest = hang(app, alice, visibility="public")
    answer = guest.get(f"/gallery/?before={oldest}", headers=PART)
    assert answer.status_code == 200
    assert cards(answer.text) == []


def test_titles_are_text_and_nothing_else(app: Flask, guest: FlaskClient, alice: User) -> None:
    hang(app, alice, visibility="public", title='<img src=x onerror="alert(1)">', alt_text='"><script>x</script>')
    text = guest.get("/gallery/").text
    assert "<script>x" not in text
    assert "<img src=x" not in text
