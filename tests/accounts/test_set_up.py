"""The first visit makes the admin, once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select

from tests.visitor import PASSWORD, Visitor, person, user_row
from webapp.accounts import names, passwords, people
from webapp.database import writing
from webapp.extensions import db
from webapp.models import User


def test_every_page_of_an_empty_studio_leads_to_set_up(app: Flask) -> None:
    visitor = Visitor(app)
    for path in ("/gallery/", "/generate/", "/sign-in/", "/admin/", "/register/"):
        answer = visitor.get(path)
        assert answer.status_code == 303, path
        assert answer.location == "/set-up/", path


def test_htmx_is_led_there_too(app: Flask) -> None:
    answer = Visitor(app).get("/gallery/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == "/set-up/"


def test_health_and_static_files_answer_before_set_up(app: Flask) -> None:
    visitor = Visitor(app)
    assert visitor.get("/healthz").status_code == 200
    with visitor.get("/static/css/app.css") as style:
        assert style.status_code == 200


def test_the_first_account_is_an_admin_and_signed_in(app: Flask) -> None:
    visitor = Visitor(app)
    answer = visitor.post("/set-up/", {"name": "  Ada   Admin ", "password": PASSWORD})
    assert answer.status_code == 303
    assert answer.location == "/generate/"
    assert visitor.get("/admin/").status_code == 200
    made = user_row(app, "Ada Admin")
    assert made is not None
    assert made.is_admin


def test_it_never_shows_again(app: Flask) -> None:
    visitor = Visitor(app)
    token = visitor.token("/set-up/")
    person(app, "ada")
    assert visitor.get("/set-up/").location == "/sign-in/"
    late = visitor.client.post(
        "/set-up/", data={"csrf_token": token, "name": "eve", "password": PASSWORD}, **visitor.common
    )
    assert late.location == "/sign-in/"
    assert user_row(app, "eve") is None


def test_what_was_typed_is_kept_and_each_problem_named(app: Flask) -> None:
    visitor = Visitor(app)
    assert "Type a name." in visitor.post("/set-up/", {"name": " ", "password": PASSWORD}).text
    answer = visitor.post("/set-up/", {"name": "Ada", "password": "short"})
    assert answer.status_code == 422
    assert 'value="Ada"' in answer.text
    assert "at least 8 characters" in answer.text
    assert "short" not in answer.text


@pytest.mark.parametrize("password", ["password123", "QWERTYUIOP", "ada-lovelace", "1234567", "x" * 257])
def test_bad_passwords_are_refused(password: str) -> None:
    assert passwords.problem_with(password, "Ada-Lovelace")


@pytest.mark.parametrize("name", ["", "   ", "a" * 41, "ada\u202eevil", "ada\u200b", "\u0390" * 40, "ad\0a"])
def test_bad_names_are_refused(name: str) -> None:
    assert names.problem_with(names.clean_name(name))


def test_good_ones_are_not() -> None:
    assert not names.problem_with("Zoë van der Straße 3")
    assert not passwords.problem_with("a lamp by the window", "Ada")
    assert not passwords.problem_with("x" * 200 + "ü", "Ada")


def test_two_at_once_make_one_admin(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have seen an empty studio before either wrote, and if they can, both look again before either writes."""
    both_hashed, both_looked = threading.Barrier(2, timeout=20), threading.Barrier(2, timeout=0.5)
    mine = threading.local()
    slow_hash = people.hash_password

    def hash_together(password: str) -> str:
        hashed = slow_hash(password)
        both_hashed.wait()
        mine.has_hashed = True
        return hashed

    def look_together(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if hasattr(mine, "has_hashed") and "EXISTS" in statement:
            with suppress(threading.BrokenBarrierError):
                both_looked.wait()

    def claim(name: str) -> int:
        return Visitor(app).post("/set-up/", {"name": name, "password": PASSWORD}).status_code

    monkeypatch.setattr(people, "hash_password", hash_together)
    with app.app_context():
        event.listen(db.engine, "after_cursor_execute", look_together)
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(claim, ["ada", "eve"])) == [303, 409]
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(User)) == 1


def test_the_people_of_a_demo_do_not_count(app: Flask) -> None:
    with app.app_context(), writing() as session:
        session.add(User(name="Demo", name_key="demo", password_hash="!"))
    visitor = Visitor(app)
    assert visitor.get("/gallery/").location == "/set-up/"
    assert visitor.post("/set-up/", {"name": "Ada", "password": PASSWORD}).location == "/generate/"
