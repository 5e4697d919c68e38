"""Each family of OpenAI's models is asked by its own rules."""

import io

import pytest
from PIL import Image

from tests.engines.contract import Told
from tests.engines.fake.openai import FakeOpenAI
from tests.engines.fake.provider import picture
from tests.engines.openai_images.conftest import hosted
from tests.engines.openai_images.requests import MASK, SOURCE, WORDS, sent
from webapp.engines.check import check
from webapp.engines.errors import Unsupported
from webapp.engines.openai_images.engine import OpenAIImages
from webapp.engines.openai_images.server import is_openai
from webapp.engines.types import EngineRequest


def test_a_gpt_image_gets_no_format_of_the_answer_and_no_seed(engine: OpenAIImages, fake: FakeOpenAI) -> None:
    params = {"quality": "high", "background": "transparent", "moderation": "low"}
    call = sent(engine, fake, model="gpt-image-1.5", params=params)
    assert call.json == {
        "model": "gpt-image-1.5",
        "prompt": "a red boat",
        "n": 1,
        "size": "1536x1024",
        "output_format": "png",
        **params,
    }


def test_the_newest_one_draws_any_size_of_sixteenths(engine: OpenAIImages, fake: FakeOpenAI) -> None:
    assert sent(engine, fake, model="gpt-image-2").json["size"] == "1216x800"


def test_dall_e_3_is_asked_for_base64(engine: OpenAIImages, fake: FakeOpenAI) -> None:
    call = sent(
        engine, fake, model="dall-e-3", width_px=800, height_px=1400, params={"quality": "hd", "style": "natural"}
    )
    assert call.json == {
        "model": "dall-e-3",
        "prompt": "a red boat",
        "n": 1,
        "size": "1024x1792",
        "response_format": "b64_json",
        "quality": "hd",
        "style": "natural",
    }


def test_dall_e_2_draws_its_nearest_size(engine: OpenAIImages, fake: FakeOpenAI) -> None:
    call = sent(engine, fake, model="dall-e-2", width_px=480, height_px=500)
    assert (call.json["size"], call.json["response_format"]) == ("512x512", "b64_json")


def test_a_variation_sends_its_picture_as_it_is(engine: OpenAIImages, fake: FakeOpenAI) -> None:
    params = {"input_fidelity": "high", "quality": "low", "moderation": "low"}
    call = sent(engine, fake, operation="variation", source=SOURCE, params=params)
    assert call.key == "POST /v1/images/edits"
    assert call.files == {"image": SOURCE}
    assert call.fields == {
        "model": "gpt-image-1.5",
        "prompt": "a red boat",
        "n": "1",
        "size": "1536x1024",
        "output_format": "png",
        "quality": "low",
        "input_fidelity": "high",
    }


def test_the_small_model_is_not_told_of_fidelity(engine: OpenAIImages, fake: FakeOpenAI) -> None:
    values = {"model": "gpt-image-1-mini", "operation": "variation", "source": SOURCE}
    assert "input_fidelity" not in sent(engine, fake, **values, params={"input_fidelity": "high"}).fields


def test_two_pictures_go_as_a_list(engine: OpenAIImages, fake: FakeOpenAI) -> None:
    call = sent(engine, fake, operation="variation", source=SOURCE, pictures={"reference": picture(40, 40)})
    assert list(call.files) == ["image[]"]


def test_a_mask_is_see_through_where_the_picture_may_change(engine: OpenAIImages, fake: FakeOpenAI) -> None:
    half = Image.new("L", (256, 256))
    half.paste(255, (0, 0, 128, 256))
    target = io.BytesIO()
    half.save(target, "PNG")
    call = sent(engine, fake, operation="inpaint", source=SOURCE, mask=target.getvalue())
    mask = Image.open(io.BytesIO(call.files["mask"]))
    assert (mask.size, mask.mode) == ((1024, 1024), "RGBA")
    assert (mask.getpixel((200, 200)), mask.getpixel((800, 200))) == ((255, 255, 255, 0), (0, 0, 0, 255))


def test_dall_e_2_gets_a_square_png(engine: OpenAIImages, fake: FakeOpenAI) -> None:
    call = sent(engine, fake, model="dall-e-2", operation="inpaint", source=SOURCE, mask=MASK)
    assert call.files["image"].startswith(b"\x89PNG")


REFUSED = [
    ({"model": "dall-e-3", "operation": "variation", "source": SOURCE}, "cannot do"),
    ({"model": "dall-e-2", "operation": "variation", "source": picture(96, 64)}, "square"),
    ({"model": "dall-e-2", "prompt": "x" * 1001}, "1,000 characters"),
    ({"model": "dall-e-3", "prompt": "x" * 4001}, "4,000 characters"),
    ({"model": "gpt-image-2", "prompt": "x" * 32001}, "32,000 characters"),
    ({"model": "gpt-image-2", "width_px": 2048, "height_px": 512}, "3 times as long"),
    ({"model": "gpt-image-2", "width_px": 1000, "height_px": 1000}, "steps of 16"),
    ({"model": "dall-e-3", "params": {"quality": "low"}}, "Quality"),
    ({"negative_prompt": "rain", "steps": 5}, "steps"),
    ({"operation": "inpaint", "source": SOURCE}, "may change"),
]


@pytest.mark.parametrize(("values", "words"), REFUSED)
def test_what_a_family_cannot_do_is_said_before_it_is_asked(
    engine: OpenAIImages, fake: FakeOpenAI, values: dict[str, object], words: str
) -> None:
    with pytest.raises(Unsupported, match=words):
        check(engine, EngineRequest(**{"prompt": "a boat", **values}))  # type: ignore[arg-type]  # fields by name
    assert fake.calls == []


def test_a_picture_too_large_for_dall_e_2_is_said_so(engine: OpenAIImages, fake: FakeOpenAI) -> None:
    noise = Image.effect_noise((2200, 2200), 90)
    target = io.BytesIO()
    noise.save(target, "WEBP", quality=60)
    with pytest.raises(Unsupported, match="4 MB"):
        engine.run(EngineRequest("x", "variation", model="dall-e-2", source=target.getvalue()), Told())
    assert fake.creates == 0


PRICES = [
    ({"model": "gpt-image-1.5"}, "", 4.0),
    ({"model": "gpt-image-1.5", "params": {"quality": "high"}}, "", 16.0),
    ({"model": "gpt-image-1.5", "params": {"quality": "low"}}, "", 1.0),
    ({"model": "dall-e-3", "params": {"quality": "hd"}}, "", 8.0),
    ({"model": "gpt-image-1.5", "params": {"quality": "high"}}, "openai.gpt-image-1.5=7", 7.0),
    ({"model": "dall-e-2", "num_outputs": 3}, "", 6.0),
]


@pytest.mark.parametrize(("values", "prices", "expected"), PRICES)
def test_the_price_follows_model_and_quality(
    fake: FakeOpenAI, values: dict[str, object], prices: str, expected: float
) -> None:
    engine = hosted(fake, engine_prices=prices)
    assert engine.price(EngineRequest("x", **values)) == expected  # type: ignore[arg-type]  # fields by name


def test_a_picture_costs_what_was_said(engine: OpenAIImages) -> None:
    assert engine.run(WORDS, Told()).credits == engine.price(WORDS)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://api.openai.com/v1", True),
        ("https://eu.api.openai.com/v1", True),
        ("https://api.openai.com.evil.example/v1", False),
        ("https://notopenai.com/v1", False),
        ("http://127.0.0.1:8080/v1", False),
    ],
)
def test_openai_is_known_by_its_address(address: str, expected: bool) -> None:
    assert is_openai(address) is expected
