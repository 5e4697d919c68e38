"""An admin's invitation links."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.visitor import PASSWORD, Visitor, person
from webapp.extensions import db
from webapp.models import Invitation
from webapp.models.columns import utc_now

FRESH = re.compile(r'value="(https?://[^"]+/register/([^"/]+)/)"')
WITHDRAW = re.compile(r'action="(/admin/invitations/[^"]+/revoke/)"')
PAGE = "/admin/invitations/"


@pytest.fixture
def ada(app: Flask) -> Visitor:
    person(app, "Ada", is_admin=True)
    visitor = Visitor(app)
    visitor.sign_in("Ada")
    return visitor


def make_link(visitor: Visitor) -> tuple[str, str]:
    """Returns the whole link, and its path."""
    found = FRESH.search(visitor.post(PAGE).text)
    assert found
    return found[1], f"/register/{found[2]}/"


def test_a_link_lets_somebody_in(app: Flask, ada: Visitor) -> None:
    link, path = make_link(ada)
    assert link == f"http://studio.test{path}"
    bob = Visitor(app)
    assert bob.post(path, {"name": "Bob", "password": PASSWORD}).status_code == 303
    page = ada.get(PAGE).text
    assert "Bob" in page
    assert "Used" in page
    assert not WITHDRAW.findall(page)


def test_a_link_is_shown_once_and_only_its_hash_is_kept(app: Flask, ada: Visitor) -> None:
    _, path = make_link(ada)
    token = path.split("/")[2]
    assert len(token) >= 43
    assert token not in ada.get(PAGE).text
    with app.app_context():
        row = db.session.scalars(select(Invitation)).one()
        assert token not in str(vars(row))
        assert timedelta(days=6) < row.expires_at - utc_now() < timedelta(days=7, minutes=1)


def test_a_link_can_be_withdrawn(app: Flask, ada: Visitor) -> None:
    _, path = make_link(ada)
    (withdraw,) = WITHDRAW.findall(ada.get(PAGE).text)
    assert ada.post(withdraw, page=PAGE).status_code == 303
    assert "Withdrawn" in ada.get(PAGE).text
    assert Visitor(app).get(path).status_code == 404
    assert ada.post(withdraw, page=PAGE).status_code == 404


def test_an_old_link_says_so(app: Flask, ada: Visitor) -> None:
    make_link(ada)
    with app.app_context():
        db.session.execute(update(Invitation).values(expires_at=utc_now() - timedelta(days=1)))
        db.session.commit()
    page = ada.get(PAGE).text
    assert "Expired" in page
    assert not WITHDRAW.findall(page)


def test_only_admins_see_these_pages(app: Flask, ada: Visitor) -> None:
    person(app, "charlie")
    charlie, guest = Visitor(app), Visitor(app)
    charlie.sign_in("charlie")
    for path in ("/admin/", PAGE):
        assert ada.get(path).status_code == 200
        assert charlie.get(path).status_code == 404
        assert guest.get(path).location.startswith("/sign-in/?next=/admin/")
    assert charlie.post(PAGE, page="/profile/").status_code == 404
    assert "/admin/" not in charlie.get("/profile/").text
    with app.app_context():
        assert db.session.scalars(select(Invitation)).all() == []
