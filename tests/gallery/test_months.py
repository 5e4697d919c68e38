"""The months of a wall: those with pictures, each leading to its newest."""

import re
from datetime import UTC, datetime
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient

from tests.gallery.test_index import cards
from tests.scene import PART, hang
from webapp.models import User
from webapp.models.columns import first_id_at

MONTH = re.compile(r'href="(/[^"]+before=[^"]+)">(\w+)<')


def at(year: int, month: int, day: int) -> UUID:
    return UUID(int=first_id_at(datetime(year, month, day, 12, tzinfo=UTC)).int + 1)


def test_months_with_pictures_are_listed_and_lead_there(app: Flask, guest: FlaskClient, alice: User) -> None:
    march = [str(hang(app, alice, visibility="public", id=at(2025, 3, day))) for day in (2, 30)]
    may = str(hang(app, alice, visibility="public", id=at(2025, 5, 31)))
    hang(app, alice, id=at(2025, 4, 1))
    found = {name: link.replace("&amp;", "&") for link, name in MONTH.findall(guest.get("/gallery/months/").text)}
    assert list(found) == ["May", "March"]
    assert cards(guest.get(found["March"]).text) == march[::-1]
    assert cards(guest.get(found["May"]).text) == [may, *march[::-1]]


def test_months_keep_the_filters(app: Flask, guest: FlaskClient, alice: User) -> None:
    hang(app, alice, visibility="public", id=at(2025, 3, 2), width_px=300, height_px=200)
    hang(app, alice, visibility="public", id=at(2025, 5, 2), width_px=200, height_px=300)
    found = MONTH.findall(guest.get("/gallery/months/?shape=landscape").text)
    assert [name for _, name in found] == ["March"]
    assert "shape=landscape" in found[0][0]


def test_my_months_are_mine(app: Flask, as_alice: FlaskClient, alice: User, bob: User) -> None:
    hang(app, alice, id=at(2025, 3, 2))
    hang(app, bob, visibility="public", id=at(2025, 5, 2))
    assert [name for _, name in MONTH.findall(as_alice.get("/user-images/months/").text)] == ["March"]


def test_an_empty_wall_has_no_months(guest: FlaskClient) -> None:
    assert "No pictures yet" in guest.get("/gallery/months/").text


def test_the_rail_beside_a_wall_is_filled_after_the_page(app: Flask, guest: FlaskClient, alice: User) -> None:
    for month in (3, 5):
        hang(app, alice, visibility="public", id=at(2025, month, 2), width_px=300, height_px=200)
    page = guest.get("/gallery/?shape=landscape").text
    assert 'class="rail" aria-label="Months" hx-get="/gallery/months/?shape=landscape"' in page
    assert '<a class="chip" href="/gallery/months/?shape=landscape">Months</a>' in page
    part = guest.get("/gallery/months/?shape=landscape", headers=PART).text
    assert re.findall(r'aria-label="([^"]+)">(\w+)<', part) == [("May 2025", "May"), ("March 2025", "Mar")]
    assert re.findall(r'href="([^"]+)">Newest', part) == ["/gallery/?shape=landscape"]
    before = re.findall(r'data-before="([^"]+)"', part)
    assert before == sorted(before, reverse=True)
    assert str(at(2025, 5, 2)) < before[0]
    assert before[1] <= str(at(2025, 4, 1)) < before[0]


def test_an_empty_wall_has_no_rail(guest: FlaskClient) -> None:
    assert 'class="rail"' not in guest.get("/gallery/").text
