"""Where signing in leads: back to where the person wanted to go, and never to another site."""

from urllib.parse import quote

import pytest
from flask import Flask

from tests.visitor import Visitor, person


@pytest.fixture(autouse=True)
def ada(app: Flask) -> None:
    person(app, "ada")


def test_a_guest_signs_in_and_gets_where_they_wanted(app: Flask) -> None:
    visitor = Visitor(app)
    sent = visitor.get("/profile/?from=mail&page=2")
    assert sent.location.startswith("/sign-in/?next=")
    assert visitor.sign_in("ada", path=sent.location).location == "/profile/?from=mail&page=2"


def test_a_guest_who_changes_something_is_asked_to_sign_in(app: Flask) -> None:
    answer = Visitor(app).post("/profile/theme/", {"theme": "dark"}, page="/sign-in/")
    assert answer.status_code == 303
    assert answer.location == "/sign-in/"


def test_htmx_is_sent_with_the_page_it_was_on(app: Flask) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/gallery/?before=7"}
    answer = Visitor(app).get("/profile/", headers=headers)
    assert answer.headers["HX-Redirect"] == "/sign-in/?next=/gallery/?before%3D7"


def test_a_program_gets_a_plain_no(app: Flask) -> None:
    answer = Visitor(app).get("/profile/", headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert answer.json is not None
    assert answer.json["error"]["code"] == "signed_out"


ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "/\t/evil.example/",
    "/\n/evil.example",
    "javascript:alert(1)",
    "//[",
    "http:evil.example",
    " //evil.example",
    "evil.example",
    "",
)


def test_no_next_leads_to_another_site(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.sign_in("ada")
    for wanted in ELSEWHERE:
        answer = visitor.get("/sign-in/?next=" + quote(wanted, safe=""))
        assert answer.location == "/generate/", wanted
    assert visitor.get("/sign-in/?next=/gallery/").location == "/gallery/"
