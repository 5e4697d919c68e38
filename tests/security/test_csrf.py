"""Other sites cannot change anything: the CSRF token, and where a request says it comes from."""

import pytest
from flask import Flask
from werkzeug.routing import IntegerConverter

from tests.visitor import Visitor, person, user_row
from webapp.limits import UNSAFE_METHODS

NOBODYS_ID = "00000000-0000-7000-8000-000000000000"


@pytest.fixture
def ada(app: Flask) -> Visitor:
    person(app, "ada")
    visitor = Visitor(app)
    visitor.sign_in("ada")
    return visitor


def choose_dark(ada: Visitor, headers: dict[str, str], token: str | None = None) -> int:
    form = {"theme": "dark", "csrf_token": token or ada.token("/profile/")}
    return ada.client.post("/profile/theme/", data=form, headers=headers, **ada.common).status_code


def test_a_form_without_a_token_is_refused_in_words(app: Flask, ada: Visitor) -> None:
    answer = ada.client.post("/profile/theme/", data={"theme": "dark"}, **ada.common)
    assert answer.status_code == 403
    assert "Reload it and try again" in answer.text
    user = user_row(app, "ada")
    assert user is not None
    assert user.theme == ""


def test_somebody_elses_token_is_refused(app: Flask, ada: Visitor) -> None:
    assert choose_dark(ada, {}, token=Visitor(app).token("/sign-in/")) == 403


def test_htmx_sends_the_token_in_a_header(ada: Visitor) -> None:
    headers = {"HX-Request": "true", "X-CSRFToken": ada.token("/profile/")}
    answer = ada.client.post("/profile/theme/", data={"theme": "dark"}, headers=headers, **ada.common)
    assert answer.headers["HX-Redirect"] == "/profile/"


def test_a_stale_page_is_reloaded_by_htmx(ada: Visitor) -> None:
    headers = {"HX-Request": "true", "X-CSRFToken": "stale"}
    answer = ada.client.post("/profile/theme/", data={"theme": "dark"}, headers=headers, **ada.common)
    assert answer.status_code == 403
    assert answer.headers["HX-Refresh"] == "true"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, 403),
        ({"Origin": "http://localhost"}, 303),
        ({"Origin": "http://studio.test"}, 303),
        ({"Origin": "http://localhost:8001"}, 403),
        ({"Origin": "https://localhost"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 403),
    ],
    ids=str,
)
def test_where_it_comes_from_counts_even_with_a_token(ada: Visitor, headers: dict[str, str], status: int) -> None:
    assert choose_dark(ada, headers) == status


def test_the_refusal_is_in_words(ada: Visitor) -> None:
    form = {"csrf_token": ada.token("/profile/")}
    answer = ada.client.post("/profile/theme/", data=form, headers={"Origin": "http://evil.example"}, **ada.common)
    assert "sent from another site" in answer.text


def test_a_link_from_elsewhere_still_opens(ada: Visitor) -> None:
    assert ada.get("/profile/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_every_view_that_changes_something_asks_for_a_token(app: Flask, ada: Visitor) -> None:
    """Whoever posts without a token is stopped before the view; only providers, who sign, come without one."""
    for rule in app.url_map.iter_rules():
        for method in UNSAFE_METHODS & (rule.methods or set()):
            if rule.endpoint.startswith("webhooks."):
                continue
            values = dict(rule.defaults or {}) | {
                name: 1 if isinstance(converter, IntegerConverter) else NOBODYS_ID
                for name, converter in rule._converters.items()
            }
            built = rule.build(values)
            assert built is not None, rule
            path = built[1]
            assert ada.client.open(path, method=method, **ada.common).status_code == 403, path
