"""A star on a style is one person's own."""

import re
from uuid import UUID, uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.styles.making import make_style
from webapp.extensions import db
from webapp.models import PromptHelper, PromptHelperFavorite, User

PART = {"HX-Request": "true"}


@pytest.fixture
def oil(app: Flask) -> UUID:
    with app.app_context():
        return db.session.scalars(select(PromptHelper.id).where(PromptHelper.slug == "oil")).one()


def starred(client: FlaskClient) -> list[str]:
    return re.findall(r'class="unseen">Use </span>([^<]+)<', client.get("/styles/?favorite=1").text)


def test_a_star_is_put_on_and_taken_away(oil: UUID, as_alice: FlaskClient, as_bob: FlaskClient) -> None:
    assert 'aria-pressed="true"' in as_alice.post(f"/styles/{oil}/favorite/", headers=PART).text
    assert starred(as_alice) == ["Oil"]
    assert starred(as_bob) == []
    assert 'aria-pressed="false"' in as_alice.post(f"/styles/{oil}/favorite/", headers=PART).text
    assert starred(as_alice) == []


def test_without_javascript_it_leads_back_to_where_one_was(oil: UUID, as_alice: FlaskClient) -> None:
    answer = as_alice.post(f"/styles/{oil}/favorite/?next=/styles/%3Fq%3Doil")
    assert (answer.status_code, answer.location) == (303, "/styles/?q=oil")
    assert as_alice.post(f"/styles/{oil}/favorite/?next=//elsewhere.example").location == "/styles/"


def test_nobody_stars_what_is_hidden_from_them(app: Flask, alice: User, as_charlie: FlaskClient) -> None:
    with app.app_context():
        hidden = make_style(alice.id, "Secret").id
    assert as_charlie.post(f"/styles/{hidden}/favorite/").status_code == 404
    assert as_charlie.post(f"/styles/{uuid4()}/favorite/").status_code == 404
    with app.app_context():
        assert db.session.scalar(select(func.count(PromptHelperFavorite.user_id))) == 0


def test_a_starred_style_that_is_made_private_is_gone(app: Flask, bob: User, as_alice: FlaskClient) -> None:
    with app.app_context():
        style = make_style(bob.id, "Once shared", visibility="shared")
        style_id = style.id
    as_alice.post(f"/styles/{style_id}/favorite/")
    assert starred(as_alice) == ["Once shared"]
    with app.app_context():
        db.session.get_one(PromptHelper, style_id).visibility = "private"
        db.session.commit()
    assert starred(as_alice) == []
    assert "Once shared" not in as_alice.get("/generate/").text
