"""The list shows one's own styles, and on another page what others share; never what is private."""

import re
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient

from tests.prompt_helpers.scene import make_style
from tests.scale.statements import listening
from tests.scene import PART
from webapp.database import writing
from webapp.models import PromptHelper, User
from webapp.prompt_helpers.service import PAGE_SIZE
from webapp.style_writing import StyleDraft, Wording, add_style

NAMED = re.compile(r'<a href="/prompt-helpers/([0-9a-f-]+)/"')
MORE = re.compile(r'hx-get="([^"]+)"')


def listed(text: str) -> list[UUID]:
    return [UUID(each) for each in NAMED.findall(text)]


def many(app: Flask, owner: User, count: int) -> list[UUID]:
    with app.app_context(), writing() as session:
        return [add_style(session, owner.id, StyleDraft(f"Style {n}", Wording("chalk"))).id for n in range(count)]


def test_mine_and_those_of_others_stand_apart(app: Flask, as_alice: FlaskClient, alice: User, bob: User) -> None:
    mine = [make_style(app, alice, visibility=visibility).id for visibility in ("private", "shared")]
    make_style(app, bob, name="Kept by Bob")
    shared = make_style(app, bob, visibility="shared").id
    page = as_alice.get("/prompt-helpers/").text
    assert listed(page) == mine[::-1]
    others = as_alice.get("/prompt-helpers/?show=shared").text
    assert listed(others) == [shared]
    assert "by Bob" in others
    assert "Kept by Bob" not in page + others


def test_more_follow_without_gap_or_repetition(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = many(app, alice, PAGE_SIZE + 3)
    first = as_alice.get("/prompt-helpers/").text
    make_style(app, alice)
    more = MORE.search(first)
    assert more
    rest = as_alice.get(more[1], headers=PART).text
    assert listed(first) + listed(rest) == made[::-1]
    assert "<html" not in rest
    assert "More styles" not in rest


def test_five_thousand_cost_what_fifty_cost(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    many(app, alice, PAGE_SIZE + 1)
    as_alice.get("/prompt-helpers/")
    with listening(app) as heard:
        few = as_alice.get("/prompt-helpers/")
    many(app, alice, 5000)
    with listening(app) as heard_later:
        page = as_alice.get("/prompt-helpers/")
    assert len(heard_later.texts) == len(heard.texts) <= 4
    assert abs(len(page.data) - len(few.data)) < 2000
    assert len(page.data) < 100_000


def test_empty_pages_say_what_to_do(as_alice: FlaskClient) -> None:
    assert "No styles of your own yet" in as_alice.get("/prompt-helpers/").text
    assert "Nothing shared yet" in as_alice.get("/prompt-helpers/?show=shared").text


def test_a_style_nobody_owns_any_more_is_nobody_s(app: Flask, as_alice: FlaskClient, bob: User) -> None:
    style = make_style(app, bob, visibility="shared")
    with app.app_context(), writing() as session:
        session.delete(session.get_one(User, bob.id))
    assert listed(as_alice.get("/prompt-helpers/?show=shared").text) == []
    with app.app_context(), writing() as session:
        assert session.get(PromptHelper, style.id) is None
