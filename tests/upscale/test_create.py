"""Enlarging a picture makes a larger one from it."""

from flask import Flask
from flask.testing import FlaskClient

from tests.operations import BrushEngine, filled
from tests.scene import carry_out, fresh, hang, requests_in
from webapp.models import Image, User


def test_it_becomes_larger(app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine) -> None:
    source = hang(app, alice)
    url = f"/upscale/{source}/"
    scale = {"set-of": "brush/upscale_fast/", "set-scale": "4"}
    as_alice.post(url, data=filled(as_alice, url, "upscale_fast", **scale))
    (made,) = requests_in(app)
    assert (made.kind, made.operation, made.width_px, made.height_px) == ("upscale", "upscale_fast", 192, 128)
    (image_id,) = carry_out(app, made.id)
    image = fresh(app, Image, image_id)
    assert (image.width_px, image.height_px, image.parent_id) == (192, 128, source)
    assert image.generation_type == "upscale_fast"


def test_a_size_in_pixels_stands_for_times(app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine) -> None:
    url = f"/upscale/{hang(app, alice)}/"
    wanted = {"set-of": "brush/upscale_fast/", "set-scale": "2", "longest_px": "240"}
    as_alice.post(url, data=filled(as_alice, url, "upscale_fast", **wanted))
    (made,) = requests_in(app)
    assert (made.width_px, made.height_px, made.params["scale"]) == (240, 160, 5.0)


def test_a_size_beyond_what_the_engine_does_is_refused(
    app: Flask, as_alice: FlaskClient, alice: User, brush: BrushEngine
) -> None:
    url = f"/upscale/{hang(app, alice)}/"
    wanted = {"set-of": "brush/upscale_fast/", "set-scale": "2", "longest_px": "4000"}
    answer = as_alice.post(url, data=filled(as_alice, url, "upscale_fast", **wanted))
    assert answer.status_code == 422
    assert "up to 8" in answer.text
    assert 'value="4000"' in answer.text
