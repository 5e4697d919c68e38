"""Writing a list by hand, changing it, deleting it; nobody else can."""

from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.wildcard_lists.scene import keep_list, lists_in
from webapp.models import User
from webapp.pipeline.builtin_lists import BUILTIN_LISTS
from webapp.wildcard_lists import service

PLACE = "/prompt-helpers/wildcards/"
NEW = f"{PLACE}new/"


def test_it_is_kept_without_comments_and_doubles(app: Flask, as_alice: FlaskClient) -> None:
    text = "# the sky\r\n red \r\n\r\n{dark|light} amber\r\nred\r\n3::grey\r\n"
    answer = as_alice.post(NEW, data={"name": "__Sky/Night__", "entries": text}, follow_redirects=True)
    assert "__sky/night__" in answer.text
    assert lists_in(app) == {"sky/night": "red\n{dark|light} amber\n3::grey"}
    assert "3 entries" in as_alice.get(PLACE).text


def test_one_of_the_studios_can_be_made_ones_own(app: Flask, as_alice: FlaskClient) -> None:
    assert BUILTIN_LISTS["seasons"][0] in as_alice.get(f"{NEW}?name=seasons").text
    as_alice.post(NEW, data={"name": "seasons", "entries": "only winter"})
    assert lists_in(app) == {"seasons": "only winter"}


@pytest.mark.parametrize(
    "name", ["", "two words", "../../etc/passwd", "/sky", "a//b", "sky.txt", "ä", "a__b", "a" * 81]
)
def test_a_name_is_plain_and_never_a_path(app: Flask, as_alice: FlaskClient, name: str) -> None:
    answer = as_alice.post(NEW, data={"name": name, "entries": "deep red"})
    assert answer.status_code == 422
    assert 'id="name-error"' in answer.text
    assert "deep red</textarea>" in answer.text
    assert lists_in(app) == {}


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ("", "one entry a line"),
        ("# only\n# comments", "There is no entry in it"),
        ("red\n{amber\n\n}grey {", "Line 2: There is a { that is never closed"),
        ("red\n" + "x" * 501, "Line 2: an entry takes at most 500"),
        ("red\na\x07b", "Line 2: it holds a character that cannot be kept"),
        ("\n".join(f"entry {number}" for number in range(2_001)), "at most 2,000 entries; this has 2,001"),
        ("x" * 100_001, "at most 100,000 characters"),
        ("{\n" * 30, "And 20 more"),
    ],
)
def test_what_is_wrong_is_said_line_by_line(app: Flask, as_alice: FlaskClient, entries: str, words: str) -> None:
    answer = as_alice.post(NEW, data={"name": "sky", "entries": entries})
    assert answer.status_code == 422
    assert words in answer.text
    assert lists_in(app) == {}


def test_it_can_change_and_a_name_is_ones_own_once(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    keep_list(app, alice, "sea")
    path = f"{PLACE}{keep_list(app, alice)}/"
    assert as_alice.post(path, data={"name": "sky", "entries": "blue"}).status_code == 303
    taken = as_alice.post(path, data={"name": "sea", "entries": "green"})
    assert taken.status_code == 422
    assert "You have a list called “sea” already" in taken.text
    assert as_alice.post(NEW, data={"name": "sea", "entries": "green"}).status_code == 422
    assert lists_in(app) == {"sea": "red\namber", "sky": "blue"}


def test_a_list_that_leads_back_to_itself_says_so(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    keep_list(app, alice, "sea", "__sky__")
    path = f"{PLACE}{keep_list(app, alice, 'sky', '__sea__', 'blue')}/"
    assert "__sky__ → __sea__ → __sky__" in as_alice.get(path).text


def test_a_list_that_mentions_one_that_is_not_there_says_so(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    path = f"{PLACE}{keep_list(app, alice, 'sky', '__gone__', 'blue')}/"
    assert "There is no list called “gone”, which “sky” mentions" in as_alice.get(path).text


def test_it_goes(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    as_alice.post(f"{PLACE}{keep_list(app, alice)}/delete/")
    assert lists_in(app) == {}


def test_a_stranger_cannot_and_is_told_nothing(app: Flask, as_charlie: FlaskClient, alice: User) -> None:
    for each in (keep_list(app, alice), uuid4()):
        assert as_charlie.get(f"{PLACE}{each}/").status_code == 404
        assert as_charlie.post(f"{PLACE}{each}/", data={"name": "mine", "entries": "now"}).status_code == 404
        assert as_charlie.post(f"{PLACE}{each}/delete/").status_code == 404
    assert "__sky__" not in as_charlie.get(PLACE).text
    assert lists_in(app) == {"sky": "red\namber"}


def test_there_is_an_end_to_how_many(
    app: Flask, as_alice: FlaskClient, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MAX_LISTS_KEPT", 1)
    keep_list(app, alice)
    assert as_alice.post(NEW, data={"name": "sea", "entries": "green"}).status_code == 409
    assert list(lists_in(app)) == ["sky"]


def test_a_page_shows_some_and_goes_on(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    for number in range(31):
        keep_list(app, alice, f"mine-{number}")
    first = as_alice.get(PLACE).text
    older = as_alice.get(first.split('" rel="next"')[0].rsplit('href="', 1)[1]).text
    assert [text.count("<code>__mine-") for text in (first, older)] == [30, 1]
