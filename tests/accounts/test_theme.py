"""Light, dark, or as the device prefers."""

import pytest
from flask import Flask

from tests.visitor import Visitor, person


@pytest.fixture
def ada(app: Flask) -> Visitor:
    person(app, "ada")
    visitor = Visitor(app)
    visitor.sign_in("ada")
    return visitor


def choose(visitor: Visitor, theme: str) -> int:
    return visitor.post("/profile/theme/", {"theme": theme}, page="/profile/").status_code


def test_the_choice_shows_on_every_page(app: Flask, ada: Visitor) -> None:
    assert "data-theme" not in ada.get("/profile/").text
    assert choose(ada, "dark") == 303
    assert 'data-theme="dark"' in ada.get("/profile/").text
    elsewhere = Visitor(app)
    elsewhere.sign_in("ada")
    assert 'data-theme="dark"' in elsewhere.get("/profile/").text


def test_this_browser_remembers_it_signed_out(ada: Visitor) -> None:
    choose(ada, "dark")
    ada.post("/sign-out/", page="/profile/")
    assert 'data-theme="dark"' in ada.get("/sign-in/").text


def test_it_can_follow_the_device_again(ada: Visitor) -> None:
    choose(ada, "dark")
    choose(ada, "")
    assert "data-theme" not in ada.get("/profile/").text


def test_there_are_no_other_themes(ada: Visitor) -> None:
    assert choose(ada, "neon") == 422
    assert "data-theme" not in ada.get("/profile/").text
