"""Signing in."""

import time

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import update

from tests.visitor import PASSWORD, Visitor, person, user_row
from webapp.accounts import passwords
from webapp.accounts.sessions import user_for_cookie
from webapp.extensions import db
from webapp.models import User


@pytest.fixture(autouse=True)
def ada(app: Flask) -> None:
    person(app, "Ada Lovelace")


@pytest.mark.parametrize("name", ["Ada Lovelace", "ada lovelace", "  ADA   LOVELACE "])
def test_name_and_password_let_in(app: Flask, name: str) -> None:
    visitor = Visitor(app)
    answer = visitor.sign_in(name)
    assert answer.status_code == 303
    assert answer.location == "/generate/"
    assert visitor.is_signed_in()


@pytest.mark.parametrize(("name", "password"), [("Ada Lovelace", "a lamp by the door"), ("Nobody", PASSWORD)])
def test_a_wrong_password_and_an_unknown_name_look_the_same(app: Flask, name: str, password: str) -> None:
    visitor = Visitor(app)
    answer = visitor.sign_in(name, password)
    assert answer.status_code == 422
    assert "do not belong together" in answer.text
    assert f'value="{name}"' in answer.text
    assert password not in answer.text
    assert not visitor.is_signed_in()


def test_an_unknown_name_takes_as_long_as_a_wrong_password(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []

    class Hasher(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # noqa: A002 - the library's name
            checked.append(str(hash).split("$")[3])
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "HASHER", Hasher())
    Visitor(app).sign_in("Ada Lovelace", "a lamp by the door")
    Visitor(app).sign_in("Nobody", "a lamp by the door")
    assert checked == ["m=19456,t=2,p=1"] * 2


def test_the_token_changes_at_sign_in(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.get("/sign-in/")
    before = visitor.cookie()
    visitor.sign_in("Ada Lovelace")
    assert visitor.cookie() != before
    planted = Visitor(app)
    planted.client.set_cookie("session", before)
    assert not planted.is_signed_in()


def test_a_form_from_before_sign_in_is_stale_after_it(app: Flask) -> None:
    visitor = Visitor(app)
    old = visitor.token("/sign-in/")
    visitor.sign_in("Ada Lovelace")
    answer = visitor.client.post(
        "/profile/theme/", headers={"X-CSRFToken": old, "HX-Request": "true"}, **visitor.common
    )
    assert answer.status_code == 403
    assert answer.headers["HX-Refresh"] == "true"


def test_a_disabled_person_is_nobody_at_once(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.sign_in("Ada Lovelace")
    cookie = visitor.cookie()
    with app.app_context():
        db.session.execute(update(User).values(is_disabled=True))
        db.session.commit()
    assert not visitor.is_signed_in()
    assert user_for_cookie(app, cookie) is None
    assert Visitor(app).sign_in("Ada Lovelace").status_code == 422


def test_an_older_hash_is_renewed(app: Flask) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    with app.app_context():
        db.session.execute(update(User).values(password_hash=weak))
        db.session.commit()
    visitor = Visitor(app)
    visitor.sign_in("Ada Lovelace")
    assert visitor.is_signed_in()
    kept = user_row(app, "Ada Lovelace")
    assert kept is not None
    assert "m=19456,t=2,p=1" in kept.password_hash
    assert Visitor(app).sign_in("Ada Lovelace").status_code == 303


def test_letters_typed_on_another_keyboard_are_the_same(app: Flask) -> None:
    decomposed, composed = "cafe\u0301 at noon", "caf\u00e9 at noon"
    with app.app_context():
        hashed = passwords.hash_password(decomposed)
        db.session.execute(update(User).values(password_hash=hashed))
        db.session.commit()
    assert Visitor(app).sign_in("Ada Lovelace", composed).status_code == 303


def test_whoever_is_signed_in_needs_no_form(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.sign_in("Ada Lovelace")
    assert visitor.get("/sign-in/").location == "/generate/"


def test_a_password_changed_meanwhile_does_not_let_in(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the check and the session somebody changes the password."""

    def check_then_change(password: str, password_hash: str | None) -> bool:
        with db.engine.begin() as connection:
            connection.execute(update(User).values(password_hash="changed"))
        return True

    monkeypatch.setattr("webapp.accounts.entrance.is_right", check_then_change)
    monkeypatch.setattr("webapp.accounts.entrance.is_outdated", lambda _: False)
    visitor = Visitor(app)
    assert visitor.sign_in("Ada Lovelace").status_code == 422
    assert not visitor.is_signed_in()


def test_a_password_takes_a_moment_but_not_a_second() -> None:
    started = time.perf_counter()
    passwords.hash_password(PASSWORD)
    assert 0.002 < time.perf_counter() - started < 2
