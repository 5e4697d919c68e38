"""What volunteers are asked for: words, sizes, pictures, and nothing that gives people away."""

import base64
import io
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from tests.engines.fake.ai_horde import ANONYMOUS, FakeHorde
from tests.engines.fake.provider import picture
from webapp.engines.ai_horde.engine import AIHorde
from webapp.engines.check import check
from webapp.engines.types import EngineRequest

BOAT = EngineRequest("a red boat", width_px=640, height_px=512, seed=7)
SOURCE = picture(500, 300, "JPEG")
MASK = picture(500, 300, "PNG", "L")


def sent(engine: AIHorde, fake: FakeHorde, **values: Any) -> dict[str, Any]:
    request = replace(BOAT, **values)
    check(engine, request)
    engine.submit(request)
    assert fake.complaints == []
    return list(fake.requests.values())[-1]


def opened(text: str) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(text)))


def test_words_size_and_settings_arrive(engine: AIHorde, fake: FakeHorde) -> None:
    body = sent(engine, fake, steps=20, guidance_scale=6.0, scheduler="k_dpmpp_2m", model="AlbedoBase XL")
    assert body["prompt"] == "a red boat"
    assert body["models"] == ["AlbedoBase XL"]
    wanted = {"width": 640, "height": 512, "steps": 20, "cfg_scale": 6.0, "sampler_name": "k_dpmpp_2m", "seed": "7"}
    assert wanted.items() <= body["params"].items()


def test_the_negative_prompt_follows_its_mark_which_words_cannot_fake(engine: AIHorde, fake: FakeHorde) -> None:
    body = sent(engine, fake, prompt="a boat ### a cat", negative_prompt="fog ### rain")
    assert body["prompt"] == "a boat # a cat ### fog # rain"


def test_pictures_stay_ours(engine: AIHorde, fake: FakeHorde) -> None:
    body = sent(engine, fake)
    assert (body["shared"], body["nsfw"], body["censor_nsfw"], body["r2"]) == (False, False, True, True)


def test_without_a_choice_the_model_that_most_have_is_asked_for(engine: AIHorde, fake: FakeHorde) -> None:
    assert sent(engine, fake)["models"] == ["Deliberate"]


def test_further_settings_arrive_by_the_providers_names(engine: AIHorde, fake: FakeHorde) -> None:
    chosen = {"tiling": True, "hires_fix": True, "clip_skip": 2, "afterwards": "GFPGAN", "karras": False}
    params = sent(engine, fake, params=chosen)["params"]
    wanted = {"tiling": True, "hires_fix": True, "clip_skip": 2, "post_processing": ["GFPGAN"], "karras": False}
    assert wanted.items() <= params.items()


def test_a_variation_starts_from_the_picture_in_the_wanted_shape(engine: AIHorde, fake: FakeHorde) -> None:
    body = sent(engine, fake, operation="variation", source=SOURCE, params={"strength": 0.4})
    assert body["source_processing"] == "img2img"
    assert body["params"]["denoising_strength"] == 0.4
    assert (opened(body["source_image"]).format, opened(body["source_image"]).size) == ("WEBP", (640, 512))


def test_repainting_sends_a_mask_of_the_pictures_size(engine: AIHorde, fake: FakeHorde) -> None:
    body = sent(engine, fake, operation="inpaint", source=SOURCE, mask=MASK)
    assert body["source_processing"] == "inpainting"
    assert opened(body["source_image"]).size == opened(body["source_mask"]).size == (512, 320)
    assert (body["params"]["width"], body["params"]["height"]) == (512, 320)


@pytest.mark.parametrize("has_account", [True, False])
def test_the_key_travels_in_its_header(
    engine: AIHorde, anonymous: AIHorde, fake: FakeHorde, *, has_account: bool
) -> None:
    sent(engine if has_account else anonymous, fake)
    call = next(call for call in fake.calls if call.key.startswith("POST"))
    assert call.headers["apikey"] == (fake.key if has_account else ANONYMOUS)
    assert call.headers["client-agent"].count(":") == 2


def test_kudos_are_the_price_of_an_account_alone(engine: AIHorde, anonymous: AIHorde) -> None:
    large = replace(BOAT, width_px=1024, height_px=1024, steps=50)
    assert engine.price(large) == pytest.approx(40.0)
    assert anonymous.price(large) == 0
    assert (engine.balance(), anonymous.balance()) == (512.5, None)


def test_the_admin_may_list_the_models(fake: FakeHorde) -> None:
    options = {"ai_horde_enabled": "true", "ai_horde_base_url": fake.url, "ai_horde_models": "Deliberate, Rare One"}
    models = AIHorde(options).capabilities.models
    assert [(model.name, model.about) for model in models] == [
        ("Deliberate", "21 volunteers; a line of about 20 s."),
        ("Rare One", "Nobody offers it at the moment."),
    ]


def test_nobody_is_asked_while_it_is_off(fake: FakeHorde) -> None:
    off = AIHorde({"ai_horde_base_url": fake.url})
    assert off.capabilities.models == ()
    assert fake.calls == []
    assert "leave this house" in (off.missing() or "")
