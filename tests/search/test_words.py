"""Searching one's own pictures by words."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.cast import make_image
from tests.search.conftest import Search
from webapp.extensions import db
from webapp.models import Image, ImageWords, User
from webapp.search.finding import matching

ODD = ('"', '"a', "-", "--", "*", "a*", "NEAR(a b)", "words:boat", "AND", "boat OR", "^boat", "'; --", "(", "\\", "a:b")
ODD += ("'x':*", "<->", "!boat", "&", "|", "{a}", "+boat", "%", "%00", "…", "\u202e", "a" * 200, "- - -", '-"', '""')

FINDING = ("harbour", "HARBOUR fog", "apfel", "creme brulee", "Crème", "doesnt", "doesn't", "harb", "夜の", "港")
FINDING += ("well-known", "fog -hill", '"red boat"', '"evening at" red', "boat -green", '-hill -"green')


@pytest.fixture
def boat(app: Flask, alice: User) -> str:
    with app.app_context():
        texts = {"title": "Evening at the harbour", "caption": "Äpfel und Crème brûlée", "alt_text": "It doesn't rain"}
        return str(make_image(alice, prompt="a red boat in the fog, well-known", description="夜の港", **texts).id)


@pytest.fixture
def hill(app: Flask, alice: User) -> str:
    with app.app_context():
        return str(make_image(alice, prompt="a green hill above the boat in red").id)


def test_words_find_a_picture(search: Search, as_alice: FlaskClient, boat: str, hill: str) -> None:
    for words in FINDING:
        assert search(as_alice, words) == [boat], words


def test_the_newest_come_first(search: Search, as_alice: FlaskClient, boat: str, hill: str) -> None:
    for words in ("boat", "red boat", "re", "bo", "in the"):
        assert search(as_alice, words) == [hill, boat], words


def test_other_words_find_nothing(search: Search, as_alice: FlaskClient, boat: str, hill: str) -> None:
    for words in ("harb fog", "boat -boat", "submarine", "harbour hill", "港夜", '"boat red"', "b", "?"):
        assert search(as_alice, words) == [], words


def test_nothing_found_comes_with_advice(as_alice: FlaskClient, boat: str) -> None:
    page = as_alice.get("/user-images/?q=submarine").text
    assert "Nothing has these words" in page
    assert 'value="submarine"' in page


def test_filters_narrow_what_words_find(
    app: Flask, search: Search, as_alice: FlaskClient, alice: User, boat: str, hill: str
) -> None:
    with app.app_context():
        loved = str(make_image(alice, is_favorite=True).id)
    assert search(as_alice, "boat", favorites="1") == [loved]
    assert search(as_alice, "hill", favorites="1") == []


def test_pages_go_on(app: Flask, search: Search, as_alice: FlaskClient, alice: User, boat: str, hill: str) -> None:
    with app.app_context():
        many = [str(make_image(alice).id) for _ in range(60)]
    first = search(as_alice, "boat")
    assert first == many[::-1][:48]
    assert search(as_alice, "boat", before=first[-1]) == [*many[::-1][48:], hill, boat]


@pytest.mark.parametrize("wall", ["/user-images/", "/gallery/"])
def test_odd_words_are_words_or_nothing(as_alice: FlaskClient, boat: str, wall: str) -> None:
    for words in ODD:
        assert as_alice.get(wall, query_string={"q": words}).status_code == 200, words


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=40) | st.text(alphabet="ab\"'-* ():&|!<>^ORNTA{}\\", max_size=40))
def test_any_text_can_be_looked_for(context: Flask, words: str) -> None:
    for scope in ("own", "public"):
        found = matching(words, Image().id, scope)  # type: ignore[arg-type]  # a loop over the two scopes
        listed = select(Image.id).join(ImageWords, found.on).where(found.condition)
        assert db.session.scalars(listed).all() == []
