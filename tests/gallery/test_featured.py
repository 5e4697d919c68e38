"""The featured projects above the public wall."""

from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.scene import hang
from webapp.database import writing
from webapp.models import Image, ImageProject, ProjectPicture, User
from webapp.models.columns import utc_now


@pytest.fixture
def cover(app: Flask, alice: User) -> UUID:
    """The cover of Alice's featured project, behind another picture in its order."""
    pictures = [hang(app, alice, visibility="public") for _ in range(2)]
    with app.app_context(), writing() as session:
        project = ImageProject(slug="coast", name="Coast", owner_id=alice.id, visibility="public", is_featured=True)
        session.add(project)
        session.flush()
        for position, image_id in enumerate(pictures):
            place = ProjectPicture(project_id=project.id, image_id=image_id, position=position, is_cover=position == 1)
            session.add(place)
    return pictures[1]


def change(app: Flask, **values: object) -> None:
    with app.app_context(), writing() as session:
        project = session.query(ImageProject).one()
        for name, value in values.items():
            setattr(project, name, value)


def test_it_stands_above_the_wall_with_its_cover(guest: FlaskClient, cover: UUID) -> None:
    page = guest.get("/gallery/").text
    assert 'href="/projects/coast/"' in page
    assert f"/files/{cover}/small.webp" in page.split('id="results"')[0]


def test_it_goes_at_once_when_it_is_taken_back(app: Flask, guest: FlaskClient, cover: UUID) -> None:
    assert "Featured projects" in guest.get("/gallery/").text
    change(app, visibility="private")
    assert "Featured projects" not in guest.get("/gallery/").text


def test_a_deleted_cover_gives_way_to_the_first_picture(app: Flask, guest: FlaskClient, cover: UUID) -> None:
    with app.app_context(), writing() as session:
        session.get_one(Image, cover).deleted_at = utc_now()
    top = guest.get("/gallery/").text.split('id="results"')[0]
    assert f"/files/{cover}/" not in top
    assert "small.webp" in top


def test_a_narrowed_wall_shows_pictures_alone(guest: FlaskClient, cover: UUID) -> None:
    assert "Featured projects" not in guest.get("/gallery/?shape=square").text
