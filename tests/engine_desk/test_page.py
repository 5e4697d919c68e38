"""An admin sees how each engine is, and the doctor says the same."""

from flask import Flask
from flask.testing import FlaskClient

from tests.shop import ShopEngine
from webapp.engines.errors import BadOutput, OutOfCredit, Unreachable
from webapp.pipeline import breaker


def card(client: FlaskClient, name: str) -> str:
    """The part of the page about one engine."""
    page = client.get("/admin/engines/")
    assert page.status_code == 200
    return page.text.split(f'id="engine-{name}"')[1].split("</article>")[0]


def fail(app: Flask, error: OutOfCredit | Unreachable, times: int = 1) -> None:
    with app.app_context():
        for _ in range(times):
            breaker.note_failure("shop", error)


def test_one_that_is_ready_shows_models_operations_and_prices(as_admin: FlaskClient, shop: ShopEngine) -> None:
    text = card(as_admin, "shop")
    assert ">Ready</span>" in text
    assert "Default</span>" in text
    assert "2 models, what it can do, and prices" in text
    for label, price in (("Fine", "8 credits"), ("Fast", "3 credits"), ("Erase", "5 credits")):
        assert price in text.split(f"{label}")[1].split("</tr>")[0]


def test_the_admins_own_prices_are_shown(as_admin: FlaskClient, shop: ShopEngine) -> None:
    shop.options = {"engine_prices": "shop.fine=11"}
    assert "11 credits" in card(as_admin, "shop").split("Fine")[1].split("</tr>")[0]


def test_what_is_missing_is_said_and_nothing_can_be_pressed(as_admin: FlaskClient, shop: ShopEngine) -> None:
    shop.lacks = "Set SHOP_KEY to a key of yours."
    text = card(as_admin, "shop")
    assert ">Not set up</span>" in text
    assert "Set SHOP_KEY to a key of yours." in text
    assert "<button" not in text


def test_the_last_trouble_and_the_rest_are_shown(app: Flask, as_admin: FlaskClient, shop: ShopEngine) -> None:
    fail(app, OutOfCredit())
    text = card(as_admin, "shop")
    assert ">Resting</span>" in text
    assert "It rests until" in text
    assert "Ask your admin to top it up." in text
    assert "just now" in text


def test_it_can_be_woken(app: Flask, as_admin: FlaskClient, shop: ShopEngine) -> None:
    fail(app, Unreachable(), breaker.FAILURES_UNTIL_REST)
    assert "Wake it now" in card(as_admin, "shop")
    assert as_admin.post("/admin/engines/shop/wake/").status_code == 303
    text = card(as_admin, "shop")
    assert "Wake it now" not in text
    assert "well since" in text
    with app.app_context():
        breaker.require_awake("shop")


def test_the_banner_calls_an_admin_and_nobody_else(
    app: Flask, as_admin: FlaskClient, as_alice: FlaskClient, shop: ShopEngine
) -> None:
    assert "needs your help" not in as_admin.get("/gallery/").text
    fail(app, OutOfCredit())
    assert "Shop needs your help" in as_admin.get("/gallery/").text
    assert "needs your help" not in as_alice.get("/gallery/").text
    as_admin.post("/admin/engines/shop/wake/")
    assert "needs your help" not in as_admin.get("/gallery/").text


def test_the_doctor_says_the_same(app: Flask, shop: ShopEngine) -> None:
    fail(app, OutOfCredit())
    said = app.test_cli_runner().invoke(args=["doctor"]).output
    assert "Shop: ready. It is the default. It rests until" in said
    shop.lacks = "Set SHOP_KEY."
    assert "Shop: Set SHOP_KEY." in app.test_cli_runner().invoke(args=["doctor"]).output


def test_the_balance_is_asked_once_a_minute(as_admin: FlaskClient, shop: ShopEngine) -> None:
    assert 'hx-get="/admin/engines/shop/balance/"' in card(as_admin, "shop")
    assert "hx-get" not in card(as_admin, "builtin")
    path = "/admin/engines/shop/balance/"
    assert as_admin.get(path, headers={"HX-Request": "true"}).text.count("120.50 credits with Shop") == 1
    shop.left = 7.0
    assert "120.50 credits" in as_admin.get(path).text


def test_a_provider_that_does_not_answer_is_said(as_admin: FlaskClient, shop: ShopEngine) -> None:
    shop.left = BadOutput("It answered nonsense.")
    assert "Could not be asked: It answered nonsense." in as_admin.get("/admin/engines/shop/balance/").text


def test_an_unknown_engine_is_not_there(as_admin: FlaskClient) -> None:
    assert as_admin.get("/admin/engines/nobody/balance/").status_code == 404
    assert as_admin.post("/admin/engines/nobody/enable/").status_code == 404
