"""A person sees what they made and spent, by day, engine and style, and what is left."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.scale.statements import listening, plan
from tests.scene import ask, carry_out
from tests.shop import ShopEngine
from tests.usage.logs import log
from webapp.extensions import db
from webapp.models import PromptHelperVersion, User
from webapp.usage import months
from webapp.usage.months import Month

NOVEMBER = Month(2025, 11)


def figures(text: str) -> dict[str, str]:
    return dict(re.findall(r"<div><dt>(\w+)</dt><dd>([^<]*)</dd></div>", text))


def rows(text: str, title: str) -> list[list[str]]:
    """The cells of the table under a heading."""
    table = text.split(f">{title}</")[1].split("</table>")[0].split("<tbody>")[1]
    return [re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row) for row in table.split("</tr>")[:-1]]


def test_credits_left_spent_and_held(app: Flask, alice: User, as_alice: FlaskClient, shop: ShopEngine) -> None:
    app.config["MONTHLY_CREDITS"] = 100.0
    carry_out(app, ask(app, alice, model_backend="shop", model="fine", width_px=64))
    ask(app, alice, model_backend="shop", model="fast", num_outputs=2, width_px=64)
    assert figures(as_alice.get("/usage/").text) == {
        "Left": "86 credits",
        "Spent": "8 credits",
        "Held": "6 credits",
        "Limit": "100 credits",
    }


def test_a_new_person_sees_that_there_is_nothing(as_alice: FlaskClient) -> None:
    text = as_alice.get("/usage/").text
    assert "Nothing in" in text
    assert "<svg viewBox" not in text.split("<main")[1].split("icons")[0]


def test_by_engine_and_style(app: Flask, alice: User, as_alice: FlaskClient, shop: ShopEngine) -> None:
    with app.app_context():
        style = db.session.query(PromptHelperVersion).first()
    assert style
    carry_out(app, ask(app, alice, model_backend="shop", model="fine", width_px=64, style_version=style))
    carry_out(app, ask(app, alice, model_backend="builtin"))
    text = as_alice.get("/usage/").text
    assert [row[:3] for row in rows(text, "By engine")] == [["Shop", "1", "8"], ["Sketchbook", "1", "0"]]
    with app.app_context():
        name = db.session.get_one(PromptHelperVersion, style.id).prompt_helper.name
    assert [row[:3] for row in rows(text, "By style")] == [[name, "1", "8"], ["No style", "1", "0"]]


def test_each_day_has_its_bar_and_its_row(app: Flask, alice: User, as_alice: FlaskClient) -> None:
    log(app, alice, datetime(2025, 11, 1, 0, 0, tzinfo=UTC), credits=2.0)
    log(app, alice, datetime(2025, 11, 1, 23, 59, 59, tzinfo=UTC), credits=0.5)
    log(app, alice, datetime(2025, 11, 30, 23, 59, 59, 999999, tzinfo=UTC))
    text = as_alice.get("/usage/?month=2025-11").text
    assert "<title>1: 2 pictures</title>" in text
    assert "<title>30: 1 picture</title>" in text
    assert "<title>1: 2.5 credits</title>" in text
    assert [row[:3] for row in rows(text, "The same as a table")] == [
        ["2025-11-01", "2", "2.50"],
        ["2025-11-30", "1", "0"],
    ]


def test_the_neighbouring_months_are_not_in_it(app: Flask, alice: User, as_alice: FlaskClient) -> None:
    log(app, alice, datetime(2025, 10, 31, 23, 59, 59, tzinfo=UTC))
    log(app, alice, datetime(2025, 12, 1, tzinfo=UTC))
    assert "Nothing in November 2025" in as_alice.get("/usage/?month=2025-11").text
    assert "1 picture for" in as_alice.get("/usage/?month=2025-12").text


def test_what_came_to_nothing_costs_and_is_no_picture(app: Flask, alice: User, as_alice: FlaskClient) -> None:
    log(app, alice, NOVEMBER.start, credits=3.0, width_px=0, height_px=0)
    assert "0 pictures for 3 credits" in as_alice.get("/usage/?month=2025-11").text


def test_others_use_is_not_shown(app: Flask, bob: User, as_alice: FlaskClient) -> None:
    log(app, bob, NOVEMBER.start, credits=7.0)
    assert "Nothing in November 2025" in as_alice.get("/usage/?month=2025-11").text


@pytest.mark.parametrize("text", ["2025-13", "2025-00", "now", "", "2025-1", "2999-01", "2025-11-01", "-1"])
def test_a_month_that_makes_no_sense_is_this_one(as_alice: FlaskClient, text: str) -> None:
    assert f"Nothing in {months.this_month().words}" in as_alice.get("/usage/", query_string={"month": text}).text


def test_months_go_back_to_the_first_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(months, "utc_now", lambda: datetime(2026, 2, 3, tzinfo=UTC))
    shown = [month.name for month in months.months_since(datetime(2025, 11, 30, tzinfo=UTC))]
    assert shown == ["2026-02", "2026-01", "2025-12", "2025-11"]
    assert len(months.months_since(datetime(1999, 1, 1, tzinfo=UTC))) == months.MOST_SHOWN


def test_it_is_read_from_the_index(app: Flask, alice: User, as_alice: FlaskClient) -> None:
    with listening(app) as heard:
        as_alice.get("/usage/")
    grouped: list[tuple[str, Any]] = [each for each in heard.asked if "GROUP BY" in each[0]]
    assert len(grouped) == 1
    assert len(heard.texts) <= 6
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            assert "ix_usage_month" in plan(*grouped[0])


def test_a_guest_signs_in_first(guest: FlaskClient) -> None:
    assert guest.get("/usage/").status_code in {302, 303}
