"""What a pipeline is called with, and what comes back of a picture that was painted over."""

import io
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from tests.engines.contract import Told
from tests.engines.diffusers.fake import FakeBackend
from tests.engines.fake.provider import picture
from webapp.engines.check import check
from webapp.engines.diffusers.engine import Diffusers
from webapp.engines.diffusers.families import OTHER
from webapp.engines.errors import Unsupported
from webapp.engines.pictures import decode
from webapp.engines.types import EngineRequest

BOAT = EngineRequest("a red boat", width_px=640, height_px=512, seed=7, steps=4)
SOURCE = picture(300, 201, "PNG")


def sent(engine: Diffusers, backend: FakeBackend, **values: Any) -> dict[str, Any]:
    request = replace(BOAT, **values)
    check(engine, request)
    engine.run(request, Told())
    return backend.fake.calls[-1]


def test_words_size_and_settings_arrive(engine: Diffusers, backend: FakeBackend) -> None:
    call = sent(engine, backend, negative_prompt="fog", guidance_scale=5.0, scheduler="DDIM")
    assert (call["prompt"], call["negative_prompt"], call["generator"]) == (["a red boat"], ["fog"], [7])
    assert (call["width"], call["height"], call["num_inference_steps"]) == (640, 512, 4)
    assert call["guidance_scale"] == 5.0
    assert backend.asked == [("generate", "DDIM")]


def test_what_nobody_chose_is_left_to_the_model(engine: Diffusers, backend: FakeBackend) -> None:
    call = sent(engine, backend, steps=None)
    assert call["num_inference_steps"] == 25
    assert call["guidance_scale"] == 7.5
    assert "negative_prompt" not in call


def test_a_kind_without_negative_prompts_is_sent_none(engine: Diffusers, backend: FakeBackend) -> None:
    backend.family = OTHER
    engine.run(replace(BOAT, negative_prompt="fog"), Told())
    assert "negative_prompt" not in backend.fake.calls[0]


def test_a_variation_starts_from_the_picture_in_the_wanted_shape(engine: Diffusers, backend: FakeBackend) -> None:
    call = sent(engine, backend, operation="variation", source=SOURCE, params={"strength": 0.3})
    assert backend.asked == [("variation", None)]
    assert (call["image"][0].size, call["strength"]) == ((640, 512), 0.3)


def test_a_little_change_still_takes_a_step(engine: Diffusers, backend: FakeBackend) -> None:
    call = sent(engine, backend, operation="variation", source=SOURCE, params={"strength": 0.05})
    assert call["num_inference_steps"] * 0.05 >= 1


def test_repainting_changes_only_what_was_painted_over(engine: Diffusers, backend: FakeBackend) -> None:
    mask = Image.new("L", (300, 201), 0)
    mask.paste(255, (0, 0, 150, 201))
    encoded = _png(mask)
    request = replace(BOAT, operation="inpaint", source=SOURCE, mask=encoded, seed=200)
    check(engine, request)
    made = engine.run(request, Told()).pictures[0].image
    call = backend.fake.calls[0]
    assert call["image"][0].size == call["mask_image"][0].size == (call["width"], call["height"]) == (304, 200)
    assert made.size == (300, 201)
    assert made.getpixel((10, 100)) == (200, 200, 200)
    assert made.getpixel((290, 100)) == decode(SOURCE).convert("RGB").getpixel((290, 100))


def test_enlarging_draws_over_the_enlarged_picture(engine: Diffusers, backend: FakeBackend) -> None:
    call = sent(engine, backend, operation="upscale_conservative", source=SOURCE, params={"scale": 2.0})
    assert backend.asked == [("variation", None)]
    assert (call["image"][0].size, call["strength"]) == ((600, 400), 0.25)


@pytest.mark.parametrize("values", [{"operation": "variation"}, {"operation": "inpaint", "source": SOURCE}])
def test_a_missing_picture_is_said_so(engine: Diffusers, values: dict[str, Any]) -> None:
    with pytest.raises(Unsupported):
        engine.run(replace(BOAT, **values), Told())


def test_what_a_call_has_only_once_keeps_requests_apart(engine: Diffusers) -> None:
    key = engine.batch_key(BOAT)
    for alike in ({"prompt": "a cat"}, {"seed": 1}, {"negative_prompt": "fog"}):
        assert engine.batch_key(replace(BOAT, **alike)) == key
    for apart in ({"width_px": 512}, {"steps": 5}, {"guidance_scale": 1.0}, {"scheduler": "DDIM"}):
        assert engine.batch_key(replace(BOAT, **apart)) != key
    variation = replace(BOAT, operation="variation", source=SOURCE)
    assert engine.batch_key(variation) != key
    assert engine.batch_key(variation) != engine.batch_key(replace(variation, params={"strength": 0.1}))


def _png(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()
