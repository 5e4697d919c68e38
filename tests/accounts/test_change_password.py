"""Changing the password."""

import pytest
from flask import Flask

from tests.visitor import PASSWORD, Visitor, person

NEW = "a boat on the lake"


@pytest.fixture
def ada(app: Flask) -> Visitor:
    person(app, "ada")
    visitor = Visitor(app)
    visitor.sign_in("ada")
    return visitor


def change(visitor: Visitor, current: str, new: str) -> tuple[int, str]:
    answer = visitor.post("/profile/password/", {"current_password": current, "new_password": new}, page="/profile/")
    return answer.status_code, answer.text


def test_the_new_password_lets_in_and_the_old_does_not(app: Flask, ada: Visitor) -> None:
    assert change(ada, PASSWORD, NEW)[0] == 303
    assert "Your password is changed" in ada.get("/profile/").text
    assert Visitor(app).sign_in("ada", NEW).status_code == 303
    assert Visitor(app).sign_in("ada", PASSWORD).status_code == 422


def test_every_other_browser_is_signed_out(app: Flask, ada: Visitor) -> None:
    other = Visitor(app)
    other.sign_in("ada")
    before = ada.cookie()
    change(ada, PASSWORD, NEW)
    assert ada.is_signed_in()
    assert not other.is_signed_in()
    thief = Visitor(app)
    thief.client.set_cookie("session", before)
    assert not thief.is_signed_in()


def test_somebody_elses_sessions_stay(app: Flask, ada: Visitor) -> None:
    person(app, "bob")
    bob = Visitor(app)
    bob.sign_in("bob")
    change(ada, PASSWORD, NEW)
    assert bob.is_signed_in()


def test_the_password_of_now_is_asked_for(ada: Visitor) -> None:
    status, text = change(ada, "not this one", NEW)
    assert status == 422
    assert "This is not the password you have now." in text


def test_a_weak_one_is_refused(app: Flask, ada: Visitor) -> None:
    assert change(ada, PASSWORD, "password123")[0] == 422
    assert change(ada, PASSWORD, "ada")[0] == 422
    assert Visitor(app).sign_in("ada").status_code == 303


def test_guessing_here_is_as_slow_as_at_the_door(ada: Visitor) -> None:
    # Signing in was the first try of five.
    statuses = [change(ada, "not this one", NEW)[0] for _ in range(5)]
    assert statuses == [422] * 4 + [429]
