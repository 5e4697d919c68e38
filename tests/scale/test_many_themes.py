"""Five thousand themes: every list of them stays light and is read from its index."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert

from tests.cast import make_user, sign_in
from tests.scale.statements import listening, plan
from webapp.database import writing
from webapp.extensions import db
from webapp.models import ThemeFavorite, ThemeHelper, User
from webapp.models.columns import new_id, utc_now
from webapp.models.theme_helper import newest_first

THEMES = 5000
OF_ONE = 100
LIMIT_BYTES = 100_000
READS_THEMES = re.compile(r"\bFROM theme_helper\b")
NEEDLESS = re.compile(r"SCAN theme_helper(?! USING INDEX)\b|TEMP B-TREE|Seq Scan on theme_helper\b|Sort", re.IGNORECASE)


@pytest.fixture
def person(app: Flask) -> User:
    """The owner of OF_ONE of THEMES; every third theme is shared, and she starred two hundred."""
    with app.app_context():
        people = [make_user(f"Person {number}") for number in range(THEMES // OF_ONE)]
        now = utc_now()
        rows = [
            {
                "id": new_id(),
                "slug": f"theme-{number}",
                "name": f"Theme {number}",
                "description": "A world of long beaches and longer evenings, with " + "words " * 20,
                "category": "Tales" if number % 4 else "Cities",
                "palette": ["#22333b", "#4f6d7a", "#8fa9ad", "#d8d5c5", "#b5523b", "#f2efe6", "#112233", "#445566"],
                "owner_id": people[number % len(people)].id,
                "visibility": "private" if number % 3 else "shared",
                "position": newest_first(now - timedelta(minutes=number)),
            }
            for number in range(THEMES)
        ]
        stars = [{"user_id": people[0].id, "theme_helper_id": row["id"]} for row in rows[::25]]
        with writing() as session:
            session.execute(insert(ThemeHelper), rows)
            session.execute(insert(ThemeFavorite), stars)
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE")
        return people[0]


@pytest.fixture
def as_person(app: Flask, person: User) -> FlaskClient:
    return sign_in(app.test_client(), person)


@pytest.mark.parametrize("query", ["", "?whose=mine", "?category=Tales", "?whose=shared"])
def test_a_list_is_light_and_read_from_its_index(app: Flask, as_person: FlaskClient, query: str) -> None:
    as_person.get("/theme-helpers/")  # what is asked once a process is not what a page costs
    with listening(app) as heard:
        page = as_person.get(f"/theme-helpers/{query}")
    assert page.status_code == 200
    assert len(page.data) <= LIMIT_BYTES
    assert len(heard.texts) <= 4
    (asked,) = (each for each in heard.asked if READS_THEMES.search(each[0]))
    with app.app_context():
        how = plan(*asked)
    if query == "?whose=mine":
        assert "ix_theme_helper_owner" in how  # a hundred rows may be sorted afterwards
    else:
        assert not NEEDLESS.search(how), how


@pytest.mark.parametrize("path", ["/theme-favorites/", "/theme-helpers/?q=theme+49", "/theme-helpers/?tag=sea"])
def test_what_is_searched_is_as_light(app: Flask, as_person: FlaskClient, path: str) -> None:
    as_person.get("/theme-helpers/")
    with listening(app) as heard:
        page = as_person.get(path)
    assert page.status_code == 200
    assert len(page.data) <= LIMIT_BYTES
    assert len(heard.texts) <= 4


def test_every_page_is_reached_and_deep_ones_cost_one_query_more(app: Flask, as_person: FlaskClient) -> None:
    path, seen = "/theme-helpers/", 0
    while path:
        with listening(app) as heard:
            page = as_person.get(path, headers={"HX-Request": "true"}).text
        assert len(heard.texts) <= 4
        seen += page.count('class="world"')
        more = re.search(r'href="(/theme-helpers/\?before=[^"]+)"', page)
        path = more[1] if more else ""
    hidden = sum(1 for number in range(THEMES) if number % 3 and number % (THEMES // OF_ONE))
    assert seen == THEMES - hidden + 24


def test_create_offers_a_few(as_person: FlaskClient) -> None:
    page = as_person.get("/generate/")
    assert page.text.count('name="theme" value=') <= 21
    assert len(page.data) <= LIMIT_BYTES
