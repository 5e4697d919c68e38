"""Making an account: with an invitation, or where registration is open."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from tests.visitor import PASSWORD, Visitor, person, user_row
from webapp.accounts import people
from webapp.admin.invitations import make_invitation
from webapp.extensions import db
from webapp.models import Invitation, User
from webapp.models.columns import utc_now


@pytest.fixture
def link(app: Flask) -> str:
    admin_id = person(app, "Ada", is_admin=True)
    with app.app_context():
        return f"/register/{make_invitation(admin_id)}/"


def test_a_link_makes_an_account_and_signs_in(app: Flask, link: str) -> None:
    visitor = Visitor(app)
    assert "Ada invites you" in visitor.get(link).text
    answer = visitor.post(link, {"name": "Bob", "password": PASSWORD})
    assert answer.location == "/generate/"
    assert visitor.is_signed_in()
    made = user_row(app, "Bob")
    assert made is not None
    assert not made.is_admin


def test_a_link_works_once(app: Flask, link: str) -> None:
    Visitor(app).post(link, {"name": "Bob", "password": PASSWORD})
    answer = Visitor(app).get(link)
    assert answer.status_code == 404
    assert "This link has ended" in answer.text


@pytest.mark.parametrize(
    "ending", [{"expires_at": utc_now() - timedelta(seconds=1)}, {"revoked_at": utc_now()}], ids=["old", "withdrawn"]
)
def test_an_old_or_withdrawn_link_lets_nobody_in(app: Flask, link: str, ending: dict[str, object]) -> None:
    visitor = Visitor(app)
    token = visitor.token(link)
    with app.app_context():
        db.session.execute(update(Invitation).values(**ending))
        db.session.commit()
    form = {"csrf_token": token, "name": "Bob", "password": PASSWORD}
    assert visitor.client.post(link, data=form, **visitor.common).status_code == 404
    assert user_row(app, "Bob") is None


def test_two_people_with_one_link_make_one_account(app: Flask, link: str, monkeypatch: pytest.MonkeyPatch) -> None:
    both_hashed = threading.Barrier(2, timeout=20)
    slow_hash = people.hash_password

    def hash_together(password: str) -> str:
        hashed = slow_hash(password)
        both_hashed.wait()
        return hashed

    monkeypatch.setattr(people, "hash_password", hash_together)

    def use(name: str) -> int:
        return Visitor(app).post(link, {"name": name, "password": PASSWORD}).status_code

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(use, ["bob", "eve"])) == [303, 404]
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(User)) == 2


def test_a_taken_name_keeps_the_link_open(app: Flask, link: str) -> None:
    visitor = Visitor(app)
    answer = visitor.post(link, {"name": "aDa", "password": PASSWORD})
    assert answer.status_code == 422
    assert "has this name already" in answer.text
    assert visitor.post(link, {"name": "Bob", "password": PASSWORD}).status_code == 303


def test_a_made_up_link_is_nothing(app: Flask, link: str) -> None:
    assert Visitor(app).get("/register/nonsense/").status_code == 404


def test_registration_is_closed(app: Flask, link: str) -> None:
    answer = Visitor(app).get("/register/")
    assert answer.status_code == 404
    assert "Ask the person who runs it" in answer.text
    assert "/register/" not in Visitor(app).get("/sign-in/").text


def test_registration_can_be_open(app: Flask, link: str) -> None:
    app.config["REGISTRATION"] = "open"
    visitor = Visitor(app)
    assert "/register/" in visitor.get("/sign-in/").text
    assert visitor.post("/register/", {"name": "Bob", "password": PASSWORD}).status_code == 303
    assert visitor.is_signed_in()


def test_nobody_becomes_an_admin_by_asking(app: Flask, link: str) -> None:
    Visitor(app).post(link, {"name": "Eve", "password": PASSWORD, "is_admin": "1"})
    made = user_row(app, "Eve")
    assert made is not None
    assert not made.is_admin
