"""What is sent for each operation: the workflow with its slots filled."""

import io
from dataclasses import replace
from typing import Any

from PIL import Image

from tests.engines.contract import Told
from tests.engines.fake.comfyui import FakeComfy
from tests.engines.fake.provider import picture
from webapp.engines.comfyui.engine import ComfyUI
from webapp.engines.pictures import decode
from webapp.engines.types import EngineRequest

BOAT = EngineRequest("a red boat", negative_prompt="fog", width_px=640, height_px=512, seed=7)


def _sent(engine: ComfyUI, fake: FakeComfy, request: EngineRequest) -> dict[str, dict[str, Any]]:
    """Runs and returns the inputs of each node that was sent."""
    engine.run(request, Told())
    (call,) = [call for call in fake.calls if call.key == "POST /prompt"]
    assert fake.complaints == []
    return {node: known["inputs"] for node, known in call.json["prompt"].items()}


def test_words_size_and_seed(engine: ComfyUI, fake: FakeComfy) -> None:
    sent = _sent(engine, fake, BOAT)
    assert (sent["positive"]["text"], sent["negative"]["text"]) == ("a red boat", "fog")
    assert (sent["canvas"]["width"], sent["canvas"]["height"]) == (640, 512)
    assert sent["sampler"]["seed"] == 7


def test_what_nobody_chose_stays_as_the_workflow_has_it(engine: ComfyUI, fake: FakeComfy) -> None:
    sampler = _sent(engine, fake, BOAT)["sampler"]
    assert (sampler["steps"], sampler["cfg"], sampler["sampler_name"]) == (25, 7.0, "dpmpp_2m")


def test_what_was_chosen(engine: ComfyUI, fake: FakeComfy) -> None:
    chosen = replace(BOAT, steps=12, guidance_scale=3.5, scheduler="euler", params={"noise_schedule": "simple"})
    sampler = _sent(engine, fake, chosen)["sampler"]
    assert (sampler["steps"], sampler["cfg"]) == (12, 3.5)
    assert (sampler["sampler_name"], sampler["scheduler"]) == ("euler", "simple")


def test_the_first_checkpoint_is_used_when_nobody_chose(engine: ComfyUI, fake: FakeComfy) -> None:
    assert _sent(engine, fake, BOAT)["model"]["ckpt_name"] == "dreamshaper_8.safetensors"


def test_a_checkpoint_that_was_chosen(engine: ComfyUI, fake: FakeComfy) -> None:
    assert _sent(engine, fake, replace(BOAT, model="sdxl/base.safetensors"))["model"]["ckpt_name"].startswith("sdxl/")


def test_a_variation_uploads_its_picture_and_uses_the_returned_name(engine: ComfyUI, fake: FakeComfy) -> None:
    variation = replace(BOAT, operation="variation", source=picture(101, 67, "WEBP"), params={"strength": 0.3})
    sent = _sent(engine, fake, variation)
    ((name, data),) = fake.uploads.items()
    assert sent["source"]["image"] == f"{name} [temp]"
    assert decode(data).size == (101, 67)
    assert (sent["scaled"]["width"], sent["sampler"]["denoise"]) == (640, 0.3)


def test_uploads_go_into_the_folder_that_empties_itself(engine: ComfyUI, fake: FakeComfy) -> None:
    engine.run(replace(BOAT, operation="variation", source=picture()), Told())
    (call,) = [call for call in fake.calls if call.key == "POST /upload/image"]
    assert call.fields == {"type": "temp", "overwrite": "true"}


def test_inpaint_uploads_picture_and_mask_in_multiples_of_8(engine: ComfyUI, fake: FakeComfy) -> None:
    mask = picture(50, 40, "PNG", "L")
    sent = _sent(engine, fake, replace(BOAT, operation="inpaint", source=picture(203, 101), mask=mask))
    sizes = [decode(data).size for data in fake.uploads.values()]
    assert sizes == [(200, 104), (200, 104)]
    assert sent["source"]["image"] != sent["mask"]["image"]
    assert sent["sampler"]["denoise"] == 0.85


def test_what_is_not_painted_stays_as_it_was(engine: ComfyUI, fake: FakeComfy) -> None:
    source, drawn = picture(203, 101), io.BytesIO()
    Image.new("RGB", (200, 104), (255, 0, 0)).save(drawn, "PNG")
    fake.picture = drawn.getvalue()
    mask, encoded = Image.new("L", (203, 101)), io.BytesIO()
    mask.paste(255, (0, 0, 100, 101))
    mask.save(encoded, "PNG")
    request = replace(BOAT, operation="inpaint", source=source, mask=encoded.getvalue())
    result = engine.run(request, Told()).pictures[0].image
    assert result.size == (203, 101)
    assert result.getpixel((10, 50)) == (255, 0, 0)
    assert result.crop((100, 0, 203, 101)).tobytes() == decode(source).crop((100, 0, 203, 101)).tobytes()


def test_enlarging_names_the_upscale_model(engine: ComfyUI, fake: FakeComfy) -> None:
    sent = _sent(engine, fake, EngineRequest("", operation="upscale_fast", source=picture()))
    assert sent["model"]["model_name"] == "4x-UltraSharp.pth"


def test_what_is_saved_goes_to_the_folder_that_empties_itself(engine: ComfyUI, fake: FakeComfy) -> None:
    engine.run(BOAT, Told())
    (call,) = [call for call in fake.calls if call.key == "POST /prompt"]
    assert call.json["prompt"]["output"]["class_type"] == "PreviewImage"


def test_the_prompt_is_taken_out_of_the_history(engine: ComfyUI, fake: FakeComfy) -> None:
    engine.run(BOAT, Told())
    assert fake.forgotten == list(fake.history)
