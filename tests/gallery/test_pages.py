"""Walls in numbered pages, for those who prefer them: stable links, nothing counted or skipped."""

import re

from flask import Flask
from flask.testing import FlaskClient

from tests.gallery.test_index import cards
from tests.scene import fresh, hang
from webapp.cards import PAGE_SIZE
from webapp.models import User

PAGE = re.compile(r'<a class="chip" href="([^"]+)"><span class="unseen">Page </span>(\d+)')


def pages(text: str) -> dict[int, str]:
    return {int(number): link.replace("&amp;", "&") for link, number in PAGE.findall(text)}


def test_pages_follow_each_other_without_gap(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = [str(hang(app, alice)) for _ in range(PAGE_SIZE * 2 + 5)][::-1]
    as_alice.post("/gallery/pages/", data={"pages": "1"})
    first = as_alice.get("/user-images/").text
    links = pages(first)
    assert list(links) == [2, 3]
    third = as_alice.get(links[3]).text
    assert cards(first) + cards(as_alice.get(links[2]).text) + cards(third) == made
    assert list(pages(third)) == [1, 2]
    assert cards(as_alice.get(pages(third)[2]).text) == made[PAGE_SIZE : 2 * PAGE_SIZE]
    assert cards(as_alice.get(pages(third)[1]).text) == made[:PAGE_SIZE]


def test_pages_keep_the_filters(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    for _ in range(PAGE_SIZE + 1):
        hang(app, alice, is_favorite=True)
        hang(app, alice)
    as_alice.post("/gallery/pages/", data={"pages": "1"})
    assert "favorites=1" in pages(as_alice.get("/user-images/?favorites=1").text)[2]


def test_the_choice_is_kept_and_taken_back(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    answer = as_alice.post("/gallery/pages/?next=/user-images/", data={"pages": "1"})
    assert answer.location == "/user-images/"
    assert fresh(app, User, alice.id).has_pages
    as_alice.post("/gallery/pages/", data={"pages": "0"})
    assert not fresh(app, User, alice.id).has_pages


def test_a_page_far_away_is_numbered_as_its_address_says(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = [str(hang(app, alice)) for _ in range(PAGE_SIZE * 6)][::-1]
    as_alice.post("/gallery/pages/", data={"pages": "1"})
    text = as_alice.get(f"/user-images/?before={made[PAGE_SIZE * 5 - 1]}&page=9").text
    assert 'aria-current="page"><span class="unseen">Page </span>9<' in text
    assert list(pages(text)) == [1, 5, 6, 7, 8]


def test_an_odd_number_is_passed_by(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    hang(app, alice)
    assert as_alice.get("/user-images/?page=%00").status_code == 200
