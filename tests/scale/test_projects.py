"""A project of a thousand pictures, and many projects: read from their indexes, page by page, in a few queries."""

import re
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text

from tests.cast import sign_in
from tests.image_projects.scene import make_project
from tests.scale.conftest import nth_owner
from tests.scale.statements import listening, plan
from webapp.extensions import db
from webapp.models import Image, User

PROJECTS = 60
SORTS = re.compile(r"SCAN image\b|SCAN project_picture|Seq Scan on (image|project_picture)\b|TEMP B-TREE|Sort")
OLDER = re.compile(r'href="([^"]+after=[^"]+)"')


@pytest.fixture
def owner(filled: Flask) -> User:
    with filled.app_context():
        return nth_owner(0)


@pytest.fixture
def projects(filled: Flask, owner: User) -> UUID:
    """Many published projects of the owner with the same pictures, the oldest with all; returns its id."""
    with filled.app_context():
        ids = db.session.scalars(select(Image.id).where(Image.owner_id == owner.id)).all()
        large = make_project(owner, tuple(ids), visibility="public", slug="large").id
        for _ in range(PROJECTS):
            make_project(owner, tuple(ids[:20]), visibility="public")
        db.session.execute(text("ANALYZE"))
        db.session.commit()
        return large


def test_its_wall_is_read_in_order_from_its_index(filled: Flask, projects: UUID) -> None:
    guest = filled.test_client()
    guest.get("/gallery/")
    with listening(filled) as first:
        page = guest.get(f"/projects/{projects}/gallery/").text
    older = OLDER.search(page)
    assert older is not None
    with listening(filled) as deep:
        assert guest.get(older[1]).status_code == 200
    assert len(first.texts) == len(deep.texts) == 2
    for heard in (first, deep):
        (query,) = heard.of_pictures()
        with filled.app_context():
            how = plan(*query)
        assert "ix_project_picture_order" in how
        assert not SORTS.search(how), how


@pytest.mark.parametrize(
    ("path", "most"),
    [("/projects/", 2), ("/image-projects/", 3), ("/projects/large/", 4), ("/projects/large/feed.atom", 2)],
)
def test_a_page_asks_little(filled: Flask, projects: UUID, owner: User, path: str, most: int) -> None:
    client: FlaskClient = sign_in(filled.test_client(), owner)
    client.get("/gallery/")
    with listening(filled) as heard:
        assert client.get(path).status_code == 200
    assert len(heard.texts) <= most + 1, heard.texts


def test_the_feed_is_read_from_its_index(filled: Flask, projects: UUID) -> None:
    guest = filled.test_client()
    guest.get("/gallery/")
    with listening(filled) as heard:
        assert guest.get("/projects/large/feed.atom").status_code == 200
    (query,) = heard.of_pictures()
    with filled.app_context():
        how = plan(*query)
    assert "ix_project_picture_latest" in how
    assert not SORTS.search(how), how


def test_lists_are_read_from_their_indexes(filled: Flask, projects: UUID, owner: User) -> None:
    client = sign_in(filled.test_client(), owner)
    for path in ("/projects/", "/image-projects/"):
        with listening(filled) as heard:
            client.get(path)
        (query,) = [(asked, values) for asked, values in heard.asked if "FROM image_project" in asked]
        with filled.app_context():
            how = plan(*query)
        assert "ix_project_picture_cover" in how
        assert not SORTS.search(how), how
