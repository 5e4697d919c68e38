"""What a request says reaches each model in the model's own words, and nothing else does."""

import base64

import pytest

from tests.engines.contract import Told
from tests.engines.fake import faults
from tests.engines.fake.provider import picture
from tests.engines.fake.replicate import FakeReplicate
from tests.engines.fake.replicate_models import ESRGAN, FLUX, LISTS, REMBG, SDXL, VERSION
from tests.engines.replicate.conftest import EngineFor
from tests.engines.replicate.requests import MASK, SOURCE, WORDS, sent
from webapp.engines.errors import BadOutput, NotConfigured, Unsupported
from webapp.engines.replicate.engine import Replicate
from webapp.engines.types import EngineRequest


def inline(data: bytes, kind: str) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def test_an_official_model_goes_by_its_own_address(engine: Replicate, fake: FakeReplicate) -> None:
    body = sent(engine, fake)
    assert body == {
        "input": {
            "prompt": "a red boat",
            "seed": 7,
            "num_outputs": 1,
            "aspect_ratio": "3:2",
            "output_format": "png",
        }
    }
    create = fake.calls[-1] if fake.calls[-1].json else next(call for call in fake.calls if call.json)
    assert create.key == "POST /v1/models/{model_owner}/{model_name}/predictions"


def test_a_version_that_was_named_is_the_one_used(engine: Replicate, fake: FakeReplicate) -> None:
    body = sent(
        engine,
        fake,
        model=SDXL,
        negative_prompt="rain",
        steps=30,
        guidance_scale=6.5,
        params={"scheduler": "DDIM", "refine_steps": 5},
    )
    assert body["version"] == f"{SDXL}:{VERSION}"
    assert body["input"] == {
        "prompt": "a red boat",
        "negative_prompt": "rain",
        "seed": 7,
        "num_outputs": 1,
        "width": 1216,
        "height": 808,
        "scheduler": "DDIM",
        "num_inference_steps": 30,
        "guidance_scale": 6.5,
        "refine_steps": 5,
    }


def test_a_model_of_the_community_without_a_version_gets_its_latest(engine_for: EngineFor, fake: FakeReplicate) -> None:
    body = sent(engine_for(replicate_models=SDXL), fake, model=SDXL)
    assert body["version"] == f"{SDXL}:{VERSION}"


def test_a_seed_beyond_a_models_limit_comes_round_again(engine: Replicate, fake: FakeReplicate) -> None:
    assert sent(engine, fake, model=SDXL, seed=250_003)["input"]["seed"] == 50_003


def test_a_variation_brings_its_picture(engine: Replicate, fake: FakeReplicate) -> None:
    given = sent(engine, fake, model=SDXL, operation="variation", source=SOURCE, params={"prompt_strength": 0.4})[
        "input"
    ]
    assert given["image"] == inline(SOURCE, "webp")
    assert given["prompt_strength"] == 0.4
    assert "mask" not in given


def test_a_model_that_takes_many_pictures_gets_a_list(engine: Replicate, fake: FakeReplicate) -> None:
    body = sent(
        engine,
        fake,
        model=LISTS,
        operation="variation",
        source=SOURCE,
        params={"tiles": "4"},
        pictures={"control_image": MASK},
    )
    assert body["input"] == {
        "prompt": "a red boat",
        "size": "1536x1024",
        "tiles": 4,
        "image_input": [inline(SOURCE, "webp")],
        "control_image": inline(MASK, "png"),
    }


def test_repainting_brings_picture_and_mask_and_leaves_the_size(engine: Replicate, fake: FakeReplicate) -> None:
    given = sent(engine, fake, model=SDXL, operation="inpaint", source=SOURCE, mask=MASK)["input"]
    assert given["mask"] == inline(MASK, "png")
    assert "width" not in given


@pytest.mark.parametrize(
    ("model", "operation", "params"),
    [(ESRGAN, "upscale_fast", {"scale": 2.0, "face_enhance": True}), (REMBG, "remove_background", {})],
)
def test_what_needs_no_words_sends_none(
    engine: Replicate, fake: FakeReplicate, model: str, operation: str, params: dict[str, object]
) -> None:
    given = sent(engine, fake, model=model, operation=operation, prompt="", source=SOURCE, params=params)["input"]
    assert given == {"image": inline(SOURCE, "webp"), **params}


def test_what_would_be_too_large_to_read_is_not_paid_for(engine: Replicate, fake: FakeReplicate) -> None:
    asked = {"model": ESRGAN, "operation": "upscale_fast", "prompt": "", "source": picture(1000, 800)}
    with pytest.raises(Unsupported, match="up to 40 megapixels; this would be 80"):
        sent(engine, fake, **asked, params={"scale": 10.0})
    assert not [call for call in fake.calls if call.key.startswith("POST")]


def test_without_a_model_the_first_that_can_is_taken(engine: Replicate, fake: FakeReplicate) -> None:
    assert "aspect_ratio" in sent(engine, fake, model="")["input"]
    fake.calls.clear()
    assert sent(engine, fake, model="", operation="upscale_fast", prompt="", source=SOURCE)["version"].startswith(
        ESRGAN
    )


def test_a_large_picture_is_uploaded_first(engine: Replicate, fake: FakeReplicate) -> None:
    large = picture(64, 64) + bytes(200_000)
    given = sent(engine, fake, model=SDXL, operation="variation", source=large)["input"]
    assert given["image"] == "https://api.replicate.com/v1/files/f1"
    assert fake.uploads == [large]
    assert fake.creates == 1


def test_a_small_picture_is_not(engine: Replicate, fake: FakeReplicate) -> None:
    sent(engine, fake, model=SDXL, operation="variation", source=picture(64, 64) + bytes(150_000))
    assert fake.uploads == []


def test_a_failed_upload_pays_for_nothing(engine: Replicate, fake: FakeReplicate) -> None:
    fake.next(faults.body(b"{}", "application/json"))
    request = EngineRequest("x", operation="variation", model=SDXL, source=picture(64, 64) + bytes(200_000))
    with pytest.raises(BadOutput, match="where it keeps"):
        engine.run(request, Told())
    assert fake.creates == 0


def test_a_picture_that_is_missing_is_said_before_anything_is_sent(engine: Replicate, fake: FakeReplicate) -> None:
    with pytest.raises(Unsupported, match="picture to start from"):
        engine.run(EngineRequest("x", operation="variation", model=SDXL), Told())
    assert fake.creates == 0


def test_a_model_taken_off_the_list_is_said_so(engine: Replicate, fake: FakeReplicate) -> None:
    with pytest.raises(NotConfigured, match="not on the studio's list"):
        engine.submit(EngineRequest("x", model="gone/model"))
    assert fake.creates == 0


def test_webhooks_are_asked_for_when_they_can_be_checked(engine_for: EngineFor, fake: FakeReplicate) -> None:
    address = "https://studio.example/webhooks/replicate/token"
    engine_for(replicate_models=FLUX, replicate_webhook_secret="whsec_c2VjcmV0").submit(WORDS, address)
    engine_for(replicate_models=FLUX).submit(WORDS, address)
    with_secret, without = [call.json for call in fake.calls if call.json]
    assert (with_secret["webhook"], with_secret["webhook_events_filter"]) == (address, ["completed"])
    assert "webhook" not in without


def test_it_stops_by_itself_when_nobody_waits_any_more(engine: Replicate, fake: FakeReplicate) -> None:
    engine.submit(WORDS)
    headers = next(call.headers for call in fake.calls if call.json)
    assert headers["cancel-after"] == "2h"
    assert "prefer" not in headers
