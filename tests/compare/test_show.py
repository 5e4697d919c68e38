"""Two to four pictures side by side: what differs in their recipes, as far as one may see it."""

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import QuickEngine
from tests.scale.statements import listening
from tests.scene import ask, carry_out, hang
from webapp.database import writing
from webapp.extensions import db
from webapp.models import User

ROW = re.compile(r'<tr>\s*<th scope="row">(.*?)</th>(.*?)</tr>', re.DOTALL)
TAGS = re.compile(r"<[^>]+>")


def compared(client: FlaskClient, *ids: UUID) -> str:
    answer = client.get("/images/compare/", query_string={"ids": ",".join(map(str, ids))})
    assert answer.status_code == 200
    return answer.text


def rows(text: str) -> dict[str, str]:
    """Returns the table's rows as words, by their label."""
    return {_words(label).removesuffix(" the same"): _words(cells) for label, cells in ROW.findall(text)}


def _words(html: str) -> str:
    return " ".join(TAGS.sub(" ", html).split())


def draw(app: Flask, owner: User, **values: Any) -> UUID:
    """Makes a picture as the studio does, and returns its id."""
    return carry_out(app, ask(app, owner, **values))[0]


@pytest.fixture
def pair(app: Flask, quick: QuickEngine, alice: User) -> tuple[UUID, UUID]:
    first = draw(app, alice, prompt="a red boat at dawn", seed=7, steps=20)
    return first, draw(app, alice, prompt="a blue boat at dawn", seed=7, steps=30)


def test_it_says_what_differs(as_alice: FlaskClient, pair: tuple[UUID, UUID]) -> None:
    text = compared(as_alice, *pair)
    told = rows(text)
    assert told["Steps"] == "20 30"
    assert told["Seed"] == "7 7"
    assert "removed: red" in told["Prompt"]
    assert "added: blue" in told["Prompt"]
    assert 'name="only" value="steps"' in text
    assert 'name="only" value="seed"' not in text


def test_all_that_differs_is_ticked_and_what_is_missing_is_no_change(
    app: Flask, as_alice: FlaskClient, alice: User, pair: tuple[UUID, UUID]
) -> None:
    text = compared(as_alice, *pair)
    assert 'value="steps" checked' in text
    assert 'value="prompt" checked' in text
    wordless = hang(app, alice, prompt="", parent_id=pair[0])
    assert rows(compared(as_alice, pair[0], wordless))["Prompt"] == "a red boat at dawn —"


def test_only_what_is_ticked_is_taken_over(
    app: Flask, as_alice: FlaskClient, alice: User, pair: tuple[UUID, UUID]
) -> None:
    with app.app_context(), writing():
        last = {"prompt": "my own words", "steps": 12, "model_backend": "quick", "shape": "free", "width": 96}
        db.session.get_one(User, alice.id).last_recipe = last
    taken = as_alice.get("/generate/", query_string={"take": str(pair[1]), "only": ["steps"]}).text
    assert "my own words" in taken
    assert re.search(r'name="steps"[^>]*value="30"', taken)
    both = as_alice.get("/generate/", query_string={"take": str(pair[1]), "only": ["prompt", "nonsense"]}).text
    assert "a blue boat at dawn" in both
    assert "my own words" not in both
    assert re.search(r'name="steps"[^>]*value="12"', both)


def test_nobody_takes_what_its_owner_keeps(as_alice: FlaskClient, as_bob: FlaskClient, pair: tuple[UUID, UUID]) -> None:
    assert as_bob.get("/generate/", query_string={"take": str(pair[1]), "only": "prompt"}).status_code == 404
    assert as_alice.get("/generate/", query_string={"take": "nonsense", "only": "prompt"}).status_code == 200


def test_recipes_are_shown_where_they_are_shared(
    app: Flask, as_bob: FlaskClient, guest: FlaskClient, alice: User, bob: User
) -> None:
    closed = hang(app, alice, visibility="public", prompt="secret words")
    mine = hang(app, bob, visibility="public", prompt="a kite", allows_remix=True)
    text = compared(as_bob, closed, mine)
    assert "Kept by its owner" in rows(text)["Prompt"]
    assert "a kite" in rows(text)["Prompt"]
    seen = compared(guest, closed, mine)
    for each in (text, seen):
        assert "secret" not in each
    assert 'name="take"' not in seen


def test_hidden_and_absent_are_left_out_alike(app: Flask, as_bob: FlaskClient, guest: FlaskClient, alice: User) -> None:
    public = [hang(app, alice, visibility="public") for _ in range(2)]
    private = hang(app, alice, prompt="secret words")
    texts = [compared(as_bob, *public, other).replace(str(other), "") for other in (private, uuid4())]
    assert texts[0].count("<figure>") == 2
    assert "secret" not in texts[0]
    assert "One of them is not here, or not shared with you" in texts[0]
    assert "not shared with you" in texts[1]
    for client in (as_bob, guest):
        query = {"ids": f"{public[0]},{private}"}
        assert client.get("/images/compare/", query_string=query).status_code == 404


def test_more_than_four_do_not_fit(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    text = compared(as_alice, *[hang(app, alice) for _ in range(6)])
    assert text.count("<figure>") == 4
    assert "more than four do not fit" in text


def test_odd_addresses_are_answered_kindly(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = hang(app, alice)
    for odd in ("", "nonsense", f"{uuid4()},{uuid4()}", "\0"):
        assert as_alice.get("/images/compare/", query_string={"ids": odd}).status_code == 404
    assert as_alice.get("/images/compare/", query_string={"ids": [str(made), str(made)]}).status_code == 303


def test_the_selection_leads_here(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = [str(hang(app, alice)) for _ in range(2)]
    answer = as_alice.post("/user-images/bulk/", data={"action": "compare", "ids": made})
    assert as_alice.get(answer.headers["Location"]).text.count("<figure>") == 2


def test_four_cost_few_statements(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    made = [hang(app, alice) for _ in range(4)]
    with listening(app) as heard:
        compared(as_alice, *made)
    assert len(heard.asked) <= 14
