"""In the studio it is offered for enlarging, and nowhere else."""

from flask import Flask
from flask.testing import FlaskClient

from tests.scene import hang
from webapp.engines import registry
from webapp.engines.realesrgan.engine import RealESRGAN
from webapp.models import User
from webapp.pipeline import offer


def test_it_is_offered_for_enlarging_alone(app: Flask, as_alice: FlaskClient, alice: User, engine: RealESRGAN) -> None:
    assert engine.is_ready()
    image_id = hang(app, alice)
    assert "Real-ESRGAN" in as_alice.get(f"/upscale/{image_id}/?operation=upscale_conservative").text
    assert "Real-ESRGAN" not in as_alice.get(f"/upscale/{image_id}/?operation=upscale_creative").text
    assert 'value="realesrgan"' not in as_alice.get("/generate/").text
    with app.app_context():
        assert [each.name for each in offer.look().helpers] == ["realesrgan"]
        assert offer.look().default == registry.DEFAULT_ENGINE


def test_an_admin_can_neither_try_it_nor_make_it_the_default(as_admin: FlaskClient, engine: RealESRGAN) -> None:
    page = as_admin.get("/admin/engines/").text
    assert "/admin/engines/builtin/try" in page
    assert "/admin/engines/realesrgan/try" not in page
