"""An admin sees everybody's use, and says how much each and all may spend."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import make_user
from tests.scene import ask, fresh
from tests.shop import ShopEngine
from tests.usage.logs import log
from webapp.models import User
from webapp.pipeline import quota
from webapp.pipeline.quota import OutOfCredits
from webapp.usage import people

WRONG = ("x", "-1", "nan", "inf", "1e300", "1,5")
FIRST = datetime(2025, 11, 1, 12, tzinfo=UTC)


def test_everybody_is_listed_with_what_they_used(app: Flask, alice: User, bob: User, as_admin: FlaskClient) -> None:
    log(app, bob, FIRST, credits=12.5)
    text = as_admin.get("/admin/usage/?month=2025-11").text
    row = text.split(">Bob</a>")[1].split("</tr>")[0]
    assert ">1</td>" in row
    assert ">12.50</td>" in row
    assert "1 picture for 12.5 credits" in text
    assert ">Alice</a>" in text


def test_many_people_come_page_by_page(app: Flask, as_admin: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "PAGE_SIZE", 2)
    with app.app_context():
        for name in ("Ann", "Ben & Co", "Cleo"):
            make_user(name)
    first = as_admin.get("/admin/usage/").text
    assert ">Ada Admin</a>" in first
    assert ">Ben" not in first
    second = as_admin.get("/admin/usage/?after=ann").text
    assert ">Ben &amp; Co</a>" in second
    assert "More people" not in second


def test_a_persons_limit_holds_from_now_on(app: Flask, alice: User, as_admin: FlaskClient, shop: ShopEngine) -> None:
    answer = as_admin.post(f"/admin/usage/people/{alice.id}/limit/", data={"monthly_credits": "3.5"})
    assert answer.status_code == 303
    ask(app, alice, model_backend="shop", model="fast", width_px=64)
    with pytest.raises(OutOfCredits):
        ask(app, alice, model_backend="shop", model="fast", width_px=64)


def test_an_empty_limit_is_the_usual_one(app: Flask, alice: User, as_admin: FlaskClient) -> None:
    path = f"/admin/usage/people/{alice.id}/limit/"
    as_admin.post(path, data={"monthly_credits": "0"})
    assert fresh(app, User, alice.id).monthly_credits == 0.0
    as_admin.post(path, data={"monthly_credits": ""})
    assert fresh(app, User, alice.id).monthly_credits is None


def test_the_studios_limit_holds_and_can_be_taken_away(
    app: Flask, alice: User, as_admin: FlaskClient, shop: ShopEngine
) -> None:
    as_admin.post("/admin/usage/limit/", data={"monthly_credits": "2"})
    with pytest.raises(OutOfCredits, match="the studio has left"):
        ask(app, alice, model_backend="shop", model="fast", width_px=64)
    as_admin.post("/admin/usage/limit/", data={"monthly_credits": ""})
    with app.app_context():
        assert quota.site_limit() is None
    ask(app, alice, model_backend="shop", model="fast", width_px=64)


@pytest.mark.parametrize("typed", WRONG)
def test_what_is_no_amount_is_said_beside_the_field(app: Flask, alice: User, as_admin: FlaskClient, typed: str) -> None:
    for path in ("/admin/usage/limit/", f"/admin/usage/people/{alice.id}/limit/"):
        answer = as_admin.post(path, data={"monthly_credits": typed})
        assert answer.status_code == 422
        assert 'id="monthly_credits-error"' in answer.text
    assert fresh(app, User, alice.id).monthly_credits is None


def test_somebody_unknown_is_not_there(as_admin: FlaskClient) -> None:
    assert as_admin.get(f"/admin/usage/people/{uuid4()}/").status_code == 404
