"""The picker finds the styles a person may use, by everything that narrows it, alone and together."""

import re
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.styles.making import make_style
from webapp.extensions import db
from webapp.models import PromptHelper, User
from webapp.styles.builtin import STYLES

PART = {"HX-Request": "true"}


def names(client: FlaskClient, query: str = "") -> list[str]:
    """The names on the first page, in their order."""
    text = client.get(f"/styles/{query}").text
    return re.findall(r'<span class="unseen">Use </span>([^<]+)</span>', text)


def next_path(text: str) -> str | None:
    found = re.search(r'class="older"><a class="btn" href="([^"]+)"', text)
    return found[1].replace("&amp;", "&") if found else None


def all_names(client: FlaskClient, path: str = "/styles/") -> list[str]:
    found: list[str] = []
    following: str | None = path
    while following:
        text = client.get(following, headers=PART).text
        found += re.findall(r'<span class="unseen">Use </span>([^<]+)</span>', text)
        following = next_path(text)
    return found


@pytest.fixture
def styles(app: Flask, alice: User, bob: User) -> dict[str, UUID]:
    """A private and a shared style of Alice, a shared one of Bob."""
    with app.app_context():
        made = [
            make_style(alice.id, "Secret fog", category="Weather"),
            make_style(alice.id, "Open harbour", category="Places", visibility="shared", tags=("boats",)),
            make_style(bob.id, "Bob’s beach", purpose="For 100% summer.", visibility="shared", preset="oil"),
        ]
        return {style.name: style.id for style in made}


def test_built_in_ones_come_first_then_those_of_people_newest_first(
    styles: dict[str, UUID], as_alice: FlaskClient
) -> None:
    found = all_names(as_alice)
    assert found[: len(STYLES)] == [style.name for style in STYLES]
    assert found[len(STYLES) :] == ["Bob’s beach", "Open harbour", "Secret fog"]


def test_each_shows_its_picture_its_purpose_and_the_ways_on(as_alice: FlaskClient) -> None:
    text = as_alice.get("/styles/?q=watercolour").text
    assert re.search(r'src="/static/img/styles/watercolour.webp[^"]*"', text)
    assert "Light washes on rough paper" in text
    assert 'href="/generate/?style=watercolour"' in text
    assert re.search(r'href="/prompt-helpers/[0-9a-f-]{36}/"', text)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?whose=mine", ["Open harbour", "Secret fog"]),
        ("?whose=shared", ["Bob’s beach"]),
        ("?category=Weather", ["Secret fog"]),
        ("?tag=Boats", ["Open harbour"]),
        ("?q=harbour", ["Open harbour"]),
        ("?q=HARBOUR+open", ["Open harbour"]),
        ("?q=100%25", ["Bob’s beach"]),
        ("?q=%25&whose=shared", ["Bob’s beach"]),
        ("?whose=mine&q=fog&category=Places", []),
        ("?whose=mine&category=Places&tag=boats&q=open", ["Open harbour"]),
        ("?engine=builtin&whose=shared", ["Bob’s beach"]),
        ("?engine=builtin&whose=mine", []),
        ("?favorite=1", []),
    ],
)
def test_it_is_narrowed_by_the_address(
    styles: dict[str, UUID], as_alice: FlaskClient, query: str, expected: list[str]
) -> None:
    assert names(as_alice, query) == expected


def test_a_recipe_that_names_an_engine_suits_it(app: Flask, alice: User, as_alice: FlaskClient) -> None:
    with app.app_context():
        make_style(alice.id, "Made for it", recipe={"model_backend": "builtin"})
    assert names(as_alice, "?engine=builtin&whose=mine") == ["Made for it"]
    assert names(as_alice, "?engine=stability&whose=mine") == []


def test_built_in_ones_alone(styles: dict[str, UUID], as_alice: FlaskClient) -> None:
    assert all_names(as_alice, "/styles/?whose=builtin") == [style.name for style in STYLES]


def test_what_narrows_it_stays_in_the_fields_and_in_the_next_page(as_alice: FlaskClient) -> None:
    text = as_alice.get("/styles/?whose=builtin&engine=builtin").text
    assert '<option value="builtin" selected>Built-in</option>' in text
    following = next_path(text)
    assert following is not None
    assert "whose=builtin" in following
    assert "engine=builtin" in following


def test_private_styles_of_others_are_nowhere(styles: dict[str, UUID], as_charlie: FlaskClient) -> None:
    assert "Secret fog" not in all_names(as_charlie)
    for query in ("?q=secret", "?category=Weather", "?whose=mine", "?whose=shared&q=fog"):
        assert "Secret fog" not in as_charlie.get(f"/styles/{query}").text
    assert "Weather" not in as_charlie.get("/styles/").text


def test_deleted_styles_are_nowhere(app: Flask, styles: dict[str, UUID], as_alice: FlaskClient) -> None:
    with app.app_context():
        style = db.session.get_one(PromptHelper, styles["Secret fog"])
        style.deleted_at = style.created_at
        db.session.commit()
    assert names(as_alice, "?whose=mine") == ["Open harbour"]


def test_a_page_of_people_s_styles_goes_on_where_the_last_ended(app: Flask, alice: User, as_alice: FlaskClient) -> None:
    with app.app_context():
        for number in range(40):
            make_style(alice.id, f"Own {number}")
    assert all_names(as_alice, "/styles/?whose=mine") == [f"Own {number}" for number in reversed(range(40))]


@pytest.mark.parametrize("cursor", ["what", "p", "pp3", "p-", "00"])
def test_an_odd_cursor_is_no_page(as_alice: FlaskClient, cursor: str) -> None:
    assert as_alice.get(f"/styles/?before={cursor}").status_code == 404


def test_nothing_found_says_what_to_do(as_alice: FlaskClient) -> None:
    assert "No style fits" in as_alice.get("/styles/?q=zzzz").text


def test_a_name_is_never_read_as_markup(app: Flask, alice: User, as_alice: FlaskClient) -> None:
    with app.app_context():
        make_style(alice.id, "<img src=x onerror=alert(1)>")
        assert db.session.scalar(select(PromptHelper.id).where(PromptHelper.name.contains("<img"))) is not None
    assert "<img src=x" not in as_alice.get("/styles/?whose=mine").text
