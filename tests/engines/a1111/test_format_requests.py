"""What the server is asked for, field by field."""

import base64
import io
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from tests.engines.contract import Told
from tests.engines.fake.a1111 import FakeAutomatic
from tests.engines.fake.provider import picture
from webapp.engines.a1111.engine import Automatic1111
from webapp.engines.types import EngineRequest

BOAT = EngineRequest("a red boat", negative_prompt="fog", width_px=640, height_px=512, seed=7)


def _asked(engine: Automatic1111, fake: FakeAutomatic, request: EngineRequest) -> dict[str, Any]:
    engine.run(request, Told())
    (create,) = [call for call in fake.calls if call.key.startswith("POST") and "interrupt" not in call.key]
    assert fake.complaints == []
    return {"path": create.key, **create.json}


def _opened(text: str) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(text)))


def test_words_size_and_seed(engine: Automatic1111, fake: FakeAutomatic) -> None:
    asked = _asked(engine, fake, BOAT)
    assert asked["path"] == "POST /sdapi/v1/txt2img"
    assert (asked["prompt"], asked["negative_prompt"], asked["seed"]) == ("a red boat", "fog", 7)
    assert (asked["width"], asked["height"], asked["batch_size"]) == (640, 512, 1)
    assert asked["save_images"] is False
    assert asked["override_settings"] == {}
    assert "sampler_name" not in asked
    assert "enable_hr" not in asked


def test_what_was_chosen(engine: Automatic1111, fake: FakeAutomatic) -> None:
    chosen = replace(
        BOAT,
        model="sd_xl_base_1.0",
        steps=30,
        guidance_scale=6.5,
        scheduler="Euler a",
        params={"noise_schedule": "karras", "tiling": True},
    )
    asked = _asked(engine, fake, chosen)
    assert asked["override_settings"] == {"sd_model_checkpoint": "sd_xl_base_1.0"}
    assert asked["override_settings_restore_afterwards"] is True
    assert (asked["steps"], asked["cfg_scale"]) == (30, 6.5)
    assert (asked["sampler_name"], asked["scheduler"]) == ("Euler a", "karras")
    assert asked["tiling"] is True


def test_a_lora_stands_in_the_prompt(engine: Automatic1111, fake: FakeAutomatic) -> None:
    asked = _asked(engine, fake, replace(BOAT, params={"lora": "paper_cut", "lora_weight": 0.8}))
    assert asked["prompt"] == "a red boat <lora:paper_cut:0.8>"


def test_hires_enlarges_while_drawing(engine: Automatic1111, fake: FakeAutomatic) -> None:
    params = {"hires_scale": 1.5, "hires_strength": 0.3, "hires_upscaler": "Lanczos"}
    asked = _asked(engine, fake, replace(BOAT, params=params))
    assert asked["enable_hr"] is True
    assert (asked["hr_scale"], asked["hr_upscaler"], asked["denoising_strength"]) == (1.5, "Lanczos", 0.3)


def test_hires_uses_latent_when_nobody_chose(engine: Automatic1111, fake: FakeAutomatic) -> None:
    assert _asked(engine, fake, replace(BOAT, params={"hires_scale": 2.0}))["hr_upscaler"] == "Latent"


def test_a_variation_starts_from_the_picture(engine: Automatic1111, fake: FakeAutomatic) -> None:
    source = picture(300, 200, "WEBP")
    asked = _asked(engine, fake, replace(BOAT, operation="variation", source=source, params={"strength": 0.4}))
    assert asked["path"] == "POST /sdapi/v1/img2img"
    assert base64.b64decode(asked["init_images"][0]) == source
    assert (asked["denoising_strength"], asked["resize_mode"]) == (0.4, 1)
    assert (asked["width"], asked["height"]) == (640, 512)


def test_inpaint_draws_the_painted_area_alone(engine: Automatic1111, fake: FakeAutomatic) -> None:
    inpaint = replace(BOAT, operation="inpaint", source=picture(2001, 1001), mask=picture(200, 100, "PNG", "L"))
    asked = _asked(engine, fake, replace(inpaint, params={"soft_edge": 9}))
    assert asked["inpaint_full_res"] is True
    assert asked["width"] * asked["height"] <= 1024 * 1024
    assert asked["width"] % 8 == asked["height"] % 8 == 0
    mask = _opened(asked["mask"])
    assert (mask.size, mask.mode) == ((2001, 1001), "L")
    assert (asked["mask_blur"], asked["inpainting_mask_invert"]) == (9, 0)


@pytest.mark.parametrize("only_masked", [True, False])
def test_a_repainted_picture_keeps_its_size(engine: Automatic1111, only_masked: bool) -> None:
    inpaint = replace(BOAT, operation="inpaint", source=picture(333, 221), mask=picture(333, 221, "PNG", "L"))
    result = engine.run(replace(inpaint, params={"only_masked": only_masked}), Told())
    assert result.pictures[0].image.size == (333, 221)


def test_a_mask_with_alpha_is_read_by_its_brightness(engine: Automatic1111, fake: FakeAutomatic) -> None:
    mask = io.BytesIO()
    Image.new("RGBA", (64, 64), (255, 255, 255, 10)).save(mask, "PNG")
    asked = _asked(engine, fake, replace(BOAT, operation="inpaint", source=picture(), mask=mask.getvalue()))
    assert _opened(asked["mask"]).getextrema() == (255, 255)


def test_enlarging_fast_goes_through_extras(engine: Automatic1111, fake: FakeAutomatic) -> None:
    request = EngineRequest("", operation="upscale_fast", source=picture(100, 80), seed=3, params={"scale": 3.0})
    result = engine.run(request, Told())
    (asked,) = [call.json for call in fake.calls if call.key == "POST /sdapi/v1/extra-single-image"]
    assert (asked["upscaling_resize"], asked["upscaler_1"], asked["resize_mode"]) == (3.0, "R-ESRGAN 4x+", 0)
    assert result.pictures[0].image.size == (300, 240)


def test_enlarging_true_to_the_original_redraws_a_little(engine: Automatic1111, fake: FakeAutomatic) -> None:
    request = EngineRequest("", operation="upscale_conservative", source=picture(401, 300))
    asked = _asked(engine, fake, replace(request, params={"upscaler": "Lanczos", "creativity": 0.1}))
    assert asked["override_settings"] == {"upscaler_for_img2img": "Lanczos"}
    assert (asked["width"], asked["height"], asked["denoising_strength"]) == (800, 600, 0.1)


def test_the_password_travels_as_basic_auth(engine: Automatic1111, fake: FakeAutomatic) -> None:
    engine.run(BOAT, Told())
    expected = base64.b64encode(f"{fake.user}:{fake.key}".encode()).decode()
    assert all(call.headers["authorization"] == f"Basic {expected}" for call in fake.calls)
