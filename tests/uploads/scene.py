"""How the tests send files."""

import io
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from webapp.extensions import db
from webapp.media import storage
from webapp.models import Image, User
from webapp.pipeline.sweep import named_keys

ADDRESS = "/user-images/upload/"
JSON = {"Accept": "application/json"}


def send(
    client: FlaskClient, *files: tuple[str, bytes], headers: dict[str, str] | None = None, **said: Any
) -> TestResponse:
    """Sends files, each a name and its bytes, as the form does."""
    parts = [(io.BytesIO(data), name) for name, data in files]
    return client.post(ADDRESS, data={"files": parts, **said}, headers=headers or {})


def send_one(client: FlaskClient, data: bytes, name: str = "a.png", **said: Any) -> TestResponse:
    """Sends one file as the page's script does."""
    return send(client, (name, data), headers=JSON, **said)


def pictures(app: Flask, owner: User) -> list[Image]:
    with app.app_context():
        return list(db.session.scalars(select(Image).where(Image.owner_id == owner.id).order_by(Image.id)))


def only_picture(app: Flask, owner: User) -> Image:
    (found,) = pictures(app, owner)
    return found


def stored(app: Flask) -> set[str]:
    """Returns the names of all files there are."""
    with app.app_context():
        return set(storage().list_keys())


def assert_agree(app: Flask) -> None:
    """Every file has its row and every row its files."""
    files = stored(app)
    with app.app_context():
        rows = db.session.scalars(select(Image)).all()
        assert named_keys(sorted(files)) == files
        assert {key for row in rows for key in (row.file_path, row.small_path, row.large_path)} <= files
        assert list(storage().leftovers()) == []
