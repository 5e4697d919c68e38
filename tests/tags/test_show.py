"""The wall of a tag shows the pictures with it that its reader may see."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.gallery.test_index import OLDER, cards
from tests.scene import PART
from tests.tags.scene import hang_tagged
from webapp.cards import PAGE_SIZE
from webapp.models import User


def test_everybody_sees_what_they_may_see(
    app: Flask, guest: FlaskClient, as_alice: FlaskClient, as_charlie: FlaskClient, alice: User
) -> None:
    public = str(hang_tagged(app, alice, "boat", visibility="public"))
    private = str(hang_tagged(app, alice, "boat"))
    hang_tagged(app, alice, "sea", visibility="public")
    assert cards(as_alice.get("/tags/boat/").text) == [private, public]
    for other in (guest, as_charlie):
        answer = other.get("/tags/boat/").text
        assert cards(answer) == [public]
        assert "1 picture ·" in answer


def test_hidden_and_unknown_tags_answer_alike(
    app: Flask, as_alice: FlaskClient, as_charlie: FlaskClient, as_admin: FlaskClient, alice: User
) -> None:
    hang_tagged(app, alice, "secret")
    gone = str(hang_tagged(app, alice, "gone", visibility="public"))
    as_alice.post(f"/images/{gone}/delete/")
    assert as_alice.get("/tags/secret/").status_code == 200
    for other in (as_charlie, as_admin):
        assert [other.get(f"/tags/{name}/").status_code for name in ("secret", "unknown", "gone", "%00")] == [404] * 4


def test_a_picture_that_is_hidden_or_deleted_leaves_the_wall(
    app: Flask, guest: FlaskClient, as_alice: FlaskClient, alice: User
) -> None:
    first, second, third = (str(hang_tagged(app, alice, "boat", visibility="public")) for _ in range(3))
    as_alice.post(f"/images/{first}/edit/", data={"title": "", "alt_text": "", "visibility": "private"})
    as_alice.post(f"/images/{second}/delete/")
    assert cards(guest.get("/tags/boat/").text) == [third]
    as_alice.post(f"/images/{second}/restore/")
    answer = guest.get("/tags/boat/").text
    assert cards(answer) == [third, second]
    assert "2 pictures ·" in answer


@pytest.mark.parametrize("typed", ["Red Sea", "red sea", "RED  SEA", "\uff32ed sea"])
def test_every_spelling_leads_to_it(app: Flask, guest: FlaskClient, alice: User, typed: str) -> None:
    hang_tagged(app, alice, "Red Sea", visibility="public")
    answer = guest.get(f"/tags/{typed}/")
    assert answer.status_code == 200
    assert ">Red Sea</h1>" in answer.text


def test_older_pictures_follow(app: Flask, guest: FlaskClient, alice: User) -> None:
    made = [str(hang_tagged(app, alice, "boat", visibility="public")) for _ in range(PAGE_SIZE + 3)]
    page = guest.get("/tags/boat/").text
    (older,) = OLDER.findall(page)
    rest = guest.get(older, headers=PART).text
    assert cards(page) + cards(rest) == made[::-1]
    assert not OLDER.findall(rest)


def test_a_label_is_text(app: Flask, guest: FlaskClient, alice: User) -> None:
    hang_tagged(app, alice, "<b>x</b>, a?b#c%d", visibility="public")
    page = guest.get("/tags/").text
    assert "<b>x</b>" not in page
    assert guest.get("/tags/a%3Fb%23c%25d/").status_code == 200
    assert 'href="/tags/a%3Fb%23c%25d/"' in page
