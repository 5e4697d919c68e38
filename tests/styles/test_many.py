"""The picker stays quick and light among thousands of styles."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert

from tests.scale.statements import listening, plan
from webapp.database import writing
from webapp.models import PromptHelper, PromptHelperVersion, User
from webapp.models.columns import new_id

MANY = 5_000
LIMIT_BYTES = 100_000
MOST_QUERIES = 4
# What may be sorted is two pages at most; neither half is.
SORTS_A_HALF = re.compile(r"SCAN prompt_helper\b(?! USING)|Seq Scan on prompt_helper\b", re.IGNORECASE)


@pytest.fixture
def crowded(app: Flask, alice: User, bob: User) -> Flask:
    """The app with MANY styles of two people, half of them private."""
    with app.app_context(), writing() as session:
        rows = [
            {
                "id": new_id(),
                "slug": f"style-{number}",
                "name": f"Style number {number}",
                "purpose": "A purpose that fills a line or two, as people write them.",
                "category": f"Category {number % 12}",
                "owner_id": (alice if number % 2 else bob).id,
                "visibility": "shared" if number % 4 < 2 else "private",
                "newest_number": 1,
            }
            for number in range(MANY)
        ]
        session.execute(insert(PromptHelper), rows)
        words = [{"id": new_id(), "prompt_helper_id": row["id"], "number": 1, "prompt": "words"} for row in rows]
        session.execute(insert(PromptHelperVersion), words)
    return app


@pytest.mark.parametrize("path", ["/styles/", "/styles/?whose=mine", "/styles/?q=number+77", "/styles/?engine=builtin"])
def test_a_first_page_asks_little_and_weighs_little(crowded: Flask, as_alice: FlaskClient, path: str) -> None:
    as_alice.get("/styles/")
    with listening(crowded) as heard:
        answer = as_alice.get(path)
    assert answer.status_code == 200
    assert len(answer.data) <= LIMIT_BYTES
    assert len(heard.texts) <= MOST_QUERIES, heard.texts


def test_create_stays_light(crowded: Flask, as_alice: FlaskClient) -> None:
    text = as_alice.get("/generate/").text
    assert text.count('name="style"') == 8
    assert len(text) <= LIMIT_BYTES


def test_a_page_is_read_along_its_index(crowded: Flask, as_alice: FlaskClient) -> None:
    with listening(crowded) as heard:
        as_alice.get("/styles/")
    (query,) = [(text, values) for text, values in heard.asked if "preview_path" in text]
    with crowded.app_context():
        how = plan(*query)
    assert "ix_prompt_helper_order" in how
    assert not SORTS_A_HALF.search(how), how
