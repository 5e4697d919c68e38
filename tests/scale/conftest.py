"""A studio with a few thousand pictures of many people."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image as Pixels
from sqlalchemy import select

from tests.cast import make_user, sign_in
from tests.scale.filled import Kept
from webapp.cards import PAGE_SIZE
from webapp.demo.drawings import Drawing, keep
from webapp.demo.fill import add_people, fill
from webapp.engines.types import Picture
from webapp.extensions import db
from webapp.models import Image, User

PICTURES = 4000
PEOPLE = 24
OF_OWNER = 10


def flat_drawings() -> list[Drawing]:
    """Two plain drawings that take no time."""
    colours = (("a red boat", (180, 60, 40)), ("a green hill", (60, 140, 70)))
    return [keep(Picture(Pixels.new("RGB", (48, 32), colour), 1), prompt) for prompt, colour in colours]


@pytest.fixture(scope="session")
def kept() -> dict[str, Kept]:
    """The filled studios of this run, by the kind of their database."""
    return {}


@pytest.fixture
def filled(app: Flask, kept: dict[str, Kept], tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The app, with PICTURES pictures of PEOPLE people; filled once, and copied for every other test."""
    with app.app_context():
        kind = db.engine.dialect.name
    if kind in kept:
        kept[kind].lay_out(app)
        return app
    with app.app_context():
        fill(PICTURES, add_people(PEOPLE), flat_drawings())
        make_user("Ada Admin", is_admin=True)
    made = Kept(tmp_path_factory.mktemp(f"filled-{kind}"))
    made.keep(app)
    kept[kind] = made
    return app


@pytest.fixture
def owner(filled: Flask) -> User:
    with filled.app_context():
        return nth_owner(OF_OWNER)


def nth_owner(rank: int) -> User:
    """The person with the `rank`-th most pictures, from 0; each has more than fit one page. Needs an app context."""
    found = db.session.scalars(select(User).order_by(User.id)).all()[rank]
    assert db.session.query(Image).filter_by(owner_id=found.id).count() > PAGE_SIZE
    return found


@pytest.fixture
def as_owner(filled: Flask, owner: User) -> FlaskClient:
    """Somebody with more pictures than fit one page."""
    return sign_in(filled.test_client(), owner)
