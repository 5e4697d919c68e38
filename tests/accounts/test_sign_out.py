"""Signing out."""

from flask import Flask
from sqlalchemy import func, select

from tests.visitor import Visitor, person
from webapp.extensions import db
from webapp.models import UserSession


def test_signing_out_ends_the_session_itself(app: Flask) -> None:
    person(app, "ada")
    visitor = Visitor(app)
    visitor.sign_in("ada")
    stolen = visitor.cookie()
    answer = visitor.post("/sign-out/", page="/profile/")
    assert answer.location == "/sign-in/"
    assert not visitor.is_signed_in()
    thief = Visitor(app)
    thief.client.set_cookie("session", stolen)
    assert not thief.is_signed_in()
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(UserSession)) == 0


def test_a_link_cannot_sign_out(app: Flask) -> None:
    person(app, "ada")
    visitor = Visitor(app)
    visitor.sign_in("ada")
    assert visitor.get("/sign-out/").status_code == 405
    assert visitor.is_signed_in()


def test_the_other_browser_stays(app: Flask) -> None:
    person(app, "ada")
    here, there = Visitor(app), Visitor(app)
    here.sign_in("ada")
    there.sign_in("ada")
    here.post("/sign-out/", page="/profile/")
    assert there.is_signed_in()
