"""Create shows a few styles: starred and recent ones first, the chosen one always, never thousands."""

import re
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient

from tests.styles.making import make_style
from webapp.extensions import db
from webapp.models import PromptHelperFavorite, PromptHelperUse, User
from webapp.models.columns import utc_now

PART = {"HX-Request": "true"}


def shown(text: str) -> list[str]:
    return re.findall(r'name="style" value="([^"]+)"', text)


def chosen(text: str) -> list[str]:
    return re.findall(r'name="style" value="([^"]*)" checked', text)


def test_the_first_built_in_ones_stand_there_for_newcomers(as_alice: FlaskClient) -> None:
    assert shown(as_alice.get("/generate/").text)[:3] == ["watercolour", "ink-wash", "oil"]


def test_starred_then_recent_ones_come_first(app: Flask, alice: User, bob: User, as_alice: FlaskClient) -> None:
    with app.app_context():
        star, old, new, of_bob = (make_style(alice.id, name) for name in ("Star", "Old", "New", "Bob’s use"))
        now = utc_now()
        db.session.add_all(
            [
                PromptHelperFavorite(user_id=alice.id, prompt_helper_id=star.id),
                PromptHelperUse(user_id=alice.id, prompt_helper_id=old.id, used_at=now - timedelta(days=1)),
                PromptHelperUse(user_id=alice.id, prompt_helper_id=new.id, used_at=now),
                PromptHelperUse(user_id=bob.id, prompt_helper_id=of_bob.id, used_at=now),
            ]
        )
        db.session.commit()
        slugs = [star.slug, new.slug, old.slug]
    assert shown(as_alice.get("/generate/").text)[:4] == [*slugs, "watercolour"]


def test_the_chosen_one_is_always_there(app: Flask, alice: User, as_alice: FlaskClient) -> None:
    with app.app_context():
        slug = make_style(alice.id, "Far down").slug
    text = as_alice.get(f"/generate/styles/?style={slug}", headers=PART).text
    assert chosen(text) == [slug]
    assert len(shown(text)) == 7
    assert chosen(as_alice.get("/generate/styles/?style=glitch", headers=PART).text) == ["glitch"]


def test_what_is_hidden_cannot_be_chosen(app: Flask, alice: User, as_charlie: FlaskClient) -> None:
    with app.app_context():
        slug = make_style(alice.id, "Secret").slug
    text = as_charlie.get(f"/generate/styles/?style={slug}", headers=PART).text
    assert slug not in text


def test_without_javascript_the_way_to_all_styles_keeps_what_was_typed(as_alice: FlaskClient) -> None:
    filled = {"prompt": "a half-typed sentence", "num_outputs": "2", "shape": "1:1", "steps": "x"}
    answer = as_alice.post("/generate/styles/", data=filled)
    assert (answer.status_code, answer.location) == (303, "/styles/?create=1")
    assert 'href="/generate/?style=oil"' in as_alice.get("/styles/?create=1").text
    text = as_alice.get("/generate/").text
    assert "a half-typed sentence</textarea>" in text
    assert re.search(r'<option selected value="2"', text)


def test_a_hostile_draft_breaks_nothing(as_alice: FlaskClient) -> None:
    hostile = {"prompt": "x\x00" * 20_000, "num_outputs": "many", "shape": "7:5", "model_backend": "gone", "seed": "q"}
    assert as_alice.post("/generate/styles/", data=hostile).status_code == 303
    assert as_alice.get("/generate/").status_code == 200
