"""The list of themes: who sees what, narrowed, page by page."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.scene import PART
from tests.theme_helpers.scene import bring, make_style, older
from webapp.database import writing
from webapp.models import ThemeFavorite, User

NAMES = re.compile(r'<b dir="auto">([^<]+)</b>')


def names(client: FlaskClient, path: str = "/theme-helpers/") -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200
    return NAMES.findall(answer.text)


def test_built_in_ones_come_first_then_the_newest(app: Flask, as_alice: FlaskClient, alice: User, bob: User) -> None:
    bring(app, alice, name="Older", **older(3))
    bring(app, bob, name="Newer", visibility="shared", **older(1))
    shown = names(as_alice)
    assert shown[0] == "Northern coast"
    assert shown[24:] == ["Newer", "Older"]


def test_private_and_resting_ones_are_seen_by_their_owner_alone(
    app: Flask, as_alice: FlaskClient, as_charlie: FlaskClient, alice: User
) -> None:
    bring(app, alice, name="Hidden", tags="secret", category="Tales")
    bring(app, alice, name="Resting", visibility="shared", is_active=False)
    assert {"Hidden", "Resting"} <= set(names(as_alice))
    for path in ("", "?q=Hidden", "?q=Resting", "?tag=secret", "?category=Tales", "?whose=shared", "?whose=mine"):
        assert not {"Hidden", "Resting"} & set(names(as_charlie, f"/theme-helpers/{path}"))


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("q=sUnKeN", ["Sunken kingdom"]),
        ("q=beetle", ["Under the leaves"]),
        ("q=100%25", []),
        ("q=_", []),
        ("q=%00", None),
        ("tag=Insects", ["Under the leaves"]),
        ("tag=no-such", []),
        ("category=Tales", ["Moonlit wood", "Floating isles", "Sunken kingdom", "Winter court"]),
        ("category=Tales&q=sky", ["Floating isles", "Winter court"]),
        ("whose=mine", ["Of Alice"]),
        ("whose=shared", ["Of Bob"]),
        ("whose=favorites", ["Of Bob"]),
        ("whose=built-in&tag=desert", ["Desert caravan", "Red outpost"]),
        ("whose=nobody&tag=desert", ["Desert caravan", "Red outpost"]),
    ],
)
def test_filters_narrow_and_combine(
    app: Flask, as_alice: FlaskClient, alice: User, bob: User, query: str, wanted: list[str] | None
) -> None:
    bring(app, alice, name="Of Alice")
    made = bring(app, bob, name="Of Bob", visibility="shared")
    with app.app_context(), writing() as session:
        session.add(ThemeFavorite(user_id=alice.id, theme_helper_id=made.id))
    shown = names(as_alice, f"/theme-helpers/?{query}")
    assert shown == wanted if wanted is not None else len(shown) == 26


def test_pages_follow_one_another_without_a_gap(app: Flask, as_alice: FlaskClient, alice: User) -> None:
    for number in range(30):
        bring(app, alice, name=f"Theme {number:02}", **older(number + 1))
    first = as_alice.get("/theme-helpers/")
    (more,) = re.findall(r'href="(/theme-helpers/\?before=[^"]+)"', first.text)
    second = as_alice.get(more, headers=PART)
    assert "<html" not in second.text
    both = NAMES.findall(first.text) + NAMES.findall(second.text)
    assert both[24:] == [f"Theme {number:02}" for number in range(30)]
    assert "More themes" not in second.text


def test_an_odd_or_unknown_cursor_answers_404(as_alice: FlaskClient) -> None:
    assert as_alice.get("/theme-helpers/?before=x").status_code == 404
    assert as_alice.get("/theme-helpers/?before=00000000-0000-7000-8000-000000000000").status_code == 404


def test_htmx_gets_what_was_found_alone(as_alice: FlaskClient) -> None:
    part = as_alice.get("/theme-helpers/?q=nothing-like-it", headers=PART)
    assert "<html" not in part.text
    assert "Nothing like that" in part.text


def test_a_theme_page_shows_only_the_styles_its_reader_may_see(
    app: Flask, as_alice: FlaskClient, as_charlie: FlaskClient, alice: User
) -> None:
    hidden = make_style(app, alice, "Private hatching")
    shared = make_style(app, alice, "Shared hatching", visibility="shared")
    made = bring(app, alice, visibility="shared", styles=(hidden, shared))
    mine, theirs = (client.get(f"/theme-helpers/{made.id}/").text for client in (as_alice, as_charlie))
    assert mine.index("Private hatching") < mine.index("Shared hatching")
    assert "Private hatching" not in theirs
    assert "Shared hatching" in theirs
