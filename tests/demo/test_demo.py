"""`flask demo` fills a studio that then works like any other."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.gallery.test_index import cards
from webapp.cards import PAGE_SIZE
from webapp.demo import commands
from webapp.demo.drawings import draw_all
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Image, Tag, User
from webapp.models.columns import utc_now
from webapp.pipeline.sweep import named_keys

FEW = 2


@pytest.fixture(autouse=True)
def few_drawings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing is tried elsewhere; here two are enough."""
    monkeypatch.setattr(commands, "draw_all", lambda: draw_all(FEW))


def demo(app: Flask, *options: str) -> str:
    done = app.test_cli_runner().invoke(args=["demo", *options])
    assert done.exit_code == 0, done.output
    return str(done.output)


def test_it_adds_what_was_asked_and_says_so(app: Flask, guest: FlaskClient) -> None:
    said = demo(app, "--pictures", "150", "--people", "3", "--files", "10")
    assert "Added 150 pictures of 3 people" in said
    with app.app_context():
        images = db.session.scalars(select(Image).order_by(Image.id)).all()
        assert len(images) == 150
        assert [image.created_at for image in images] == sorted(image.created_at for image in images)
        assert images[-1].created_at < utc_now()
        assert {image.visibility for image in images} == {"public", "private"}
        assert len({image.owner_id for image in images}) == 3
        assert any(image.is_favorite for image in images)
        assert db.session.scalars(select(Tag)).all()
    assert len(cards(guest.get("/gallery/").text)) == PAGE_SIZE


def test_the_newest_have_files_and_all_have_thumbnails(app: Flask, guest: FlaskClient) -> None:
    demo(app, "--pictures", "40", "--people", "2", "--files", "5")
    with app.app_context():
        images = db.session.scalars(select(Image).order_by(Image.id.desc())).all()
        assert [storage().exists(image.file_path) for image in images] == [True] * 5 + [False] * 35
        assert all(storage().exists(key) for image in images for key in (image.small_path, image.large_path))
        assert named_keys(list(storage().list_keys())) == set(storage().list_keys())
    for image_id in cards(guest.get("/gallery/").text):
        with guest.get(f"/files/{image_id}/small.webp") as answer:
            assert answer.data[8:12] == b"WEBP"


def test_somebody_who_exists_can_have_a_share(app: Flask, as_alice: FlaskClient) -> None:
    demo(app, "--pictures", "60", "--people", "2", "--for", "alice")
    assert len(cards(as_alice.get("/user-images/").text)) > 10


def test_twice_adds_pictures_and_no_people(app: Flask) -> None:
    for _ in range(2):
        demo(app, "--pictures", "20", "--people", "4", "--files", "0")
    with app.app_context():
        assert len(db.session.scalars(select(Image.id)).all()) == 40
        assert len(db.session.scalars(select(User.id)).all()) == 4


def test_nobody_can_sign_in_as_a_demo_person(app: Flask, guest: FlaskClient) -> None:
    demo(app, "--pictures", "2", "--people", "1")
    with app.app_context():
        name = db.session.scalars(select(User.name).where(User.password_hash == "!")).one()
    for password in ("", "!", "password"):
        assert guest.post("/sign-in/", data={"name": name, "password": password}).status_code == 422


def test_a_person_who_does_not_exist_is_said(app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["demo", "--for", "Nobody"])
    assert done.exit_code == 1
    assert "There is nobody called Nobody." in done.output
