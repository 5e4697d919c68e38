"""Tags are drafted from the prompt's words and the known tags nearest to them."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete

from tests.scene import PART, hang
from tests.tags.scene import hang_tagged, without_tags
from webapp.database import writing
from webapp.images.drafts import MOST_DRAFTS
from webapp.meaning.making import make_wanted
from webapp.models import Embedding, User

DRAFT = re.compile(r'name="tags" value="([^"]*)" aria-label="Add ')
ALL = re.compile(r'name="tags" value="([^"]*)">Add all')


@pytest.fixture
def app(app: Flask) -> Flask:
    return without_tags(app)


def drafts(client: FlaskClient, path: str) -> list[str]:
    return DRAFT.findall(client.get(path).text)


def test_known_tags_come_before_new_words(app: Flask, as_alice: FlaskClient, alice: User, bob: User) -> None:
    hang_tagged(app, bob, "Golden gate, Fog, Bridge at night", visibility="public")
    hang_tagged(app, alice, "Bay")
    made = hang(app, alice, prompt="the golden gate over a foggy bay, fog and two bridges, a bridge, trams")
    assert drafts(as_alice, f"/images/{made}/") == [
        *("Bay", "Fog", "Golden gate", "Bridge at night"),
        *("foggy", "bridge", "trams"),
    ]


def test_nothing_is_drafted_that_is_there_or_should_not_be(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = hang_tagged(app, alice, "Boat", prompt="3 boats, masterpiece, 8k, no people, without any trees, (kites:1.3)")
    assert drafts(as_alice, f"/images/{made}/") == ["kites"]
    assert not ALL.search(as_alice.get(f"/images/{made}/").text)


def test_a_draft_is_accepted_alone_or_with_the_others(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = hang(app, alice, prompt="harbour cranes at dusk")
    path = f"/images/{made}/"
    assert drafts(as_alice, path) == ["harbour", "cranes", "dusk"]
    part = as_alice.post(f"{path}tags/", data={"tags": "cranes"}, headers=PART).text
    assert DRAFT.findall(part) == ["harbour", "dusk"]
    (rest,) = ALL.findall(part)
    as_alice.post(f"{path}tags/", data={"tags": rest})
    assert drafts(as_alice, path) == []
    assert 'href="/tags/dusk/"' in as_alice.get(path).text


def test_a_long_prompt_drafts_a_few(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    words = " ".join(f"{letter}word" for letter in "abcdefghijklmnopqrstuvwxyz")
    made = hang(app, alice, prompt=f"{words} {'x' * 3000} " * 50)
    assert len(drafts(as_alice, f"/images/{made}/")) == MOST_DRAFTS


def test_only_the_owner_is_drafted_to(app: Flask, as_bob: FlaskClient, alice: User) -> None:
    made = hang(app, alice, prompt="harbour cranes", visibility="public")
    assert drafts(as_bob, f"/images/{made}/") == []


def test_tags_that_mean_something_alike_are_drafted(app: Flask, as_alice: FlaskClient, alice: User, bob: User) -> None:
    with app.app_context(), writing() as session:
        session.execute(delete(Embedding))
    hang_tagged(app, bob, "Sailing, Seaside, Accounting", visibility="public")
    hang_tagged(app, bob, "Yacht")
    made = hang(app, alice, prompt="sailboats near the coast")
    with app.app_context():
        assert make_wanted(60) > 0
    drafted = drafts(as_alice, f"/images/{made}/")
    assert set(drafted) == {"Sailing", "Seaside", "sailboats", "coast"}
    assert drafted[2:] == ["sailboats", "coast"]
