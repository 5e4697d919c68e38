"""Switching an engine off and on, and choosing the default."""

import re

from flask import Flask
from flask.testing import FlaskClient

from tests.cast import QuickEngine
from tests.shop import ShopEngine


def offered(client: FlaskClient) -> list[str]:
    """The engines of the composer, in their order."""
    found = re.search(r'<select[^>]*name="model_backend".*?</select>', client.get("/generate/").text, re.DOTALL)
    assert found
    return re.findall(r'<option[^>]*value="([^"]+)"', found[0])


def test_one_that_is_switched_off_leaves_the_composer(
    as_admin: FlaskClient, as_alice: FlaskClient, quick: QuickEngine
) -> None:
    assert offered(as_alice) == ["builtin", "quick"]
    answer = as_admin.post("/admin/engines/quick/disable/", follow_redirects=True)
    assert "People cannot choose it any more." in answer.text
    assert "Switched off</span>" in answer.text
    assert offered(as_alice) == ["builtin"]
    as_admin.post("/admin/engines/quick/enable/")
    assert offered(as_alice) == ["builtin", "quick"]


def test_the_default_is_what_the_composer_opens_with(
    as_admin: FlaskClient, as_alice: FlaskClient, quick: QuickEngine, shop: ShopEngine
) -> None:
    assert offered(as_alice)[0] == "shop"
    as_admin.post("/admin/engines/quick/default/")
    assert offered(as_alice)[0] == "quick"
    as_admin.post("/admin/engines/builtin/default/")
    assert offered(as_alice)[0] == "builtin"


def test_the_default_is_switched_on(as_admin: FlaskClient, as_alice: FlaskClient, quick: QuickEngine) -> None:
    as_admin.post("/admin/engines/quick/disable/")
    as_admin.post("/admin/engines/quick/default/")
    assert offered(as_alice) == ["quick", "builtin"]


def test_a_default_that_is_switched_off_is_none_any_more(
    as_admin: FlaskClient, as_alice: FlaskClient, quick: QuickEngine
) -> None:
    as_admin.post("/admin/engines/quick/default/")
    as_admin.post("/admin/engines/quick/disable/")
    as_admin.post("/admin/engines/quick/enable/")
    assert offered(as_alice) == ["builtin", "quick"]


def test_the_last_one_stays_on(app: Flask, as_admin: FlaskClient, as_alice: FlaskClient) -> None:
    answer = as_admin.post("/admin/engines/builtin/disable/")
    assert answer.status_code == 409
    assert "At least one engine stays on" in answer.text
    assert offered(as_alice) == ["builtin"]


def test_one_that_is_not_set_up_cannot_be_the_default(
    as_admin: FlaskClient, as_alice: FlaskClient, shop: ShopEngine
) -> None:
    shop.lacks = "Set SHOP_KEY."
    answer = as_admin.post("/admin/engines/shop/default/")
    assert answer.status_code == 409
    assert "Set SHOP_KEY." in answer.text
    assert offered(as_alice) == ["builtin"]
