"""Changing the name."""

from flask import Flask

from tests.visitor import Visitor, person, user_row


def rename(visitor: Visitor, name: str) -> tuple[int, str]:
    answer = visitor.post("/profile/name/", {"name": name}, page="/profile/")
    return answer.status_code, answer.text


def test_the_new_name_shows_and_signs_in(app: Flask) -> None:
    person(app, "ada")
    visitor = Visitor(app)
    visitor.sign_in("ada")
    assert rename(visitor, "Ada  Lovelace")[0] == 303
    assert "Ada Lovelace" in visitor.get("/profile/").text
    assert Visitor(app).sign_in("ada lovelace").status_code == 303


def test_a_taken_name_is_refused_in_words(app: Flask) -> None:
    person(app, "ada")
    person(app, "bob")
    visitor = Visitor(app)
    visitor.sign_in("ada")
    status, text = rename(visitor, "BOB")
    assert status == 422
    assert "has this name already" in text
    assert user_row(app, "ada") is not None


def test_other_spellings_of_the_own_name_are_fine(app: Flask) -> None:
    person(app, "ada")
    visitor = Visitor(app)
    visitor.sign_in("ada")
    assert rename(visitor, "ADA")[0] == 303
