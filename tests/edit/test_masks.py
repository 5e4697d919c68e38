"""Masks are kept under a name, used again on any picture, and forgotten."""

import io

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image as Pixels
from sqlalchemy import select

from tests.operations import BrushEngine, filled, mask_file
from tests.scene import hang, requests_in
from webapp.extensions import db
from webapp.models import SavedMask, User
from webapp.pipeline.audit import audit
from webapp.pipeline.sources import mask_bytes


def kept_mask(app: Flask, client: FlaskClient, owner: User, name: str = "The sky") -> SavedMask:
    """Erases with a mask that is kept, and returns it."""
    url = f"/edit/{hang(app, owner)}/"
    client.post(url, data=filled(client, url, "erase", mask=(mask_file(), "m.png"), mask_name=name))
    with app.app_context():
        return db.session.scalars(select(SavedMask)).one()


def test_it_is_kept_and_offered_the_next_time(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    mask = kept_mask(app, as_alice, alice)
    page = as_alice.get(f"/edit/{hang(app, alice)}/?operation=erase").text
    assert f'<option value="{mask.id}">The sky</option>' in page
    served = as_alice.get(f"/edit/masks/{mask.id}.png")
    assert Pixels.open(io.BytesIO(served.data)).getpixel((2, 2)) == 255
    with app.app_context():
        assert audit().is_whole


def test_it_is_stretched_to_another_picture(app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine) -> None:
    mask = kept_mask(app, as_alice, alice)
    url = f"/edit/{hang(app, alice, width_px=200, height_px=100)}/"
    as_alice.post(url, data=filled(as_alice, url, "erase", saved_mask=str(mask.id)))
    with app.app_context():
        data = mask_bytes(requests_in(app)[-1])
    assert data is not None
    used = Pixels.open(io.BytesIO(data))
    assert (used.size, used.getpixel((50, 50)), used.getpixel((150, 50))) == ((200, 100), 255, 0)


def test_that_of_somebody_else_is_not_taken(
    app: Flask, as_alice: FlaskClient, as_bob: FlaskClient, alice: User, bob: User, brush: BrushEngine
) -> None:
    mask = kept_mask(app, as_alice, alice)
    url = f"/edit/{hang(app, bob)}/"
    answer = as_bob.post(url, data=filled(as_bob, url, "erase", saved_mask=str(mask.id)))
    assert answer.status_code == 422
    assert "Paint over what may change" in answer.text


def test_forgotten_it_is_gone_with_its_file(app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine) -> None:
    mask = kept_mask(app, as_alice, alice)
    as_alice.post(f"/edit/masks/{mask.id}/forget/")
    assert as_alice.get(f"/edit/masks/{mask.id}.png").status_code == 404
    with app.app_context():
        assert audit().is_whole
