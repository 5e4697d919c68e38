"""Short ways to set a scene and to look at it afterwards, from tests that go through the pages."""

import re
from typing import Any, TypeVar
from uuid import UUID

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.cast import make_image
from webapp.extensions import Base, db
from webapp.models import Image, ImageRequest, User
from webapp.models.columns import new_id
from webapp.pipeline.run import run
from webapp.pipeline.submit import Wish, submit

PART = {"HX-Request": "true"}
JSON = {"Accept": "application/json"}
KEY = re.compile(r'name="idempotency_key"[^>]*value="([^"]+)"')

Row = TypeVar("Row", bound=Base)


def hang(app: Flask, owner: User, **values: Any) -> UUID:
    """Makes a picture and returns its id."""
    with app.app_context():
        return make_image(owner, **values).id


def fresh(app: Flask, model: type[Row], pk: UUID) -> Row:
    """Returns a row as the database has it now."""
    with app.app_context():
        return db.session.get_one(model, pk)


def ask(app: Flask, user: User, **values: Any) -> UUID:
    """Submits a request, which waits in the line, and returns its id."""
    wish = {"prompt": "a red boat", "width_px": 96, "height_px": 64, "model_backend": "quick", **values}
    with app.app_context():
        return submit(db.session.get_one(User, user.id), Wish(**wish), f"key-{new_id()}").id


def carry_out(app: Flask, request_id: UUID) -> list[UUID]:
    """Does what a worker does, and returns the ids of the pictures made."""
    with app.app_context():
        run(request_id)
        made = select(Image.id).where(Image.request_id == request_id).order_by(Image.position)
        return list(db.session.scalars(made))


def requests_in(app: Flask) -> list[ImageRequest]:
    with app.app_context():
        return list(db.session.scalars(select(ImageRequest).order_by(ImageRequest.id)))


def composed(client: FlaskClient, **values: Any) -> dict[str, Any]:
    """Returns what the composer would send, its key taken from the page as browsers do."""
    found = KEY.search(client.get("/generate/").text)
    assert found, "the composer has no key"
    form = {"prompt": "a red boat", "shape": "free", "width": "96", "height": "64", "num_outputs": "2"}
    return form | {"idempotency_key": found[1], "model_backend": "quick", "style": "", "scheduler": ""} | values
