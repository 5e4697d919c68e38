"""The generate request: its path, every field, and multipart even without a file."""

from typing import Any

import pytest

from tests.engines.contract import Told
from tests.engines.fake.stability import FakeStability
from tests.engines.stability.requests import SOURCE, WORDS, sent
from webapp.engines.check import check
from webapp.engines.errors import Unsupported
from webapp.engines.stability.engine import Stability
from webapp.engines.stability.generate import generate_stable_diffusion_image

COMMON = {"prompt": "a red boat", "seed": "7", "output_format": "png"}
PATH = "POST /v2beta/stable-image/generate/"
SD3 = ["sd3.5-large", "sd3.5-large-turbo", "sd3.5-medium", "sd3.5-flash"]


@pytest.mark.parametrize("model", ["core", "ultra"])
def test_words_alone(engine: Stability, fake: FakeStability, model: str) -> None:
    call = sent(engine, fake, model=model)
    assert call.key == f"{PATH}{model}"
    assert call.fields == COMMON | {"aspect_ratio": "3:2"}
    assert call.files == {}
    assert call.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert call.headers["authorization"] == f"Bearer {fake.key}"
    assert call.headers["accept"] == "image/*"


@pytest.mark.parametrize("model", SD3)
def test_stable_diffusion_names_its_model_and_mode(engine: Stability, fake: FakeStability, model: str) -> None:
    call = sent(engine, fake, model=model, guidance_scale=4.5)
    assert call.key == f"{PATH}sd3"
    extra = {"model": model, "mode": "text-to-image", "aspect_ratio": "3:2", "cfg_scale": "4.5"}
    assert call.fields == COMMON | extra


def test_everything_at_once(engine: Stability, fake: FakeStability) -> None:
    call = sent(engine, fake, negative_prompt="fog", style_preset="pixel-art", model="ultra")
    assert call.fields == COMMON | {"aspect_ratio": "3:2", "negative_prompt": "fog", "style_preset": "pixel-art"}


def test_without_a_model_the_first_one_draws(engine: Stability, fake: FakeStability) -> None:
    assert sent(engine, fake).key == f"{PATH}core"


@pytest.mark.parametrize("model", ["ultra", *SD3])
def test_a_picture_to_start_from(engine: Stability, fake: FakeStability, model: str) -> None:
    call = sent(engine, fake, "variation", model=model, source=SOURCE, params={"strength": 0.35})
    assert call.fields["strength"] == "0.35"
    assert call.files == {"image": SOURCE}
    if model in SD3:
        assert call.fields["mode"] == "image-to-image"
        assert "aspect_ratio" not in call.fields


def test_a_variation_without_a_model_takes_the_first_that_can(engine: Stability, fake: FakeStability) -> None:
    call = sent(engine, fake, "variation", source=SOURCE)
    assert (call.key, call.fields["strength"]) == (f"{PATH}ultra", "0.6")


def test_core_cannot_start_from_a_picture(engine: Stability) -> None:
    with pytest.raises(Unsupported, match="cannot do “Variation” with Stable Image Core"):
        check(engine, _variation(model="core"))


@pytest.mark.parametrize(
    ("size", "ratio"),
    [((1024, 1024), "1:1"), ((1344, 756), "16:9"), ((756, 1344), "9:16"), ((1536, 658), "21:9"), ((896, 1120), "4:5")],
)
def test_the_nearest_shape_is_asked_for(
    engine: Stability, fake: FakeStability, size: tuple[int, int], ratio: str
) -> None:
    assert sent(engine, fake, width_px=size[0], height_px=size[1]).fields["aspect_ratio"] == ratio


@pytest.mark.parametrize("preset", ["watercolour", "risograph", "", None])
def test_a_style_that_the_provider_does_not_know_is_left_out(
    engine: Stability, fake: FakeStability, preset: str | None
) -> None:
    assert "style_preset" not in sent(engine, fake, style_preset=preset).fields


def test_seed_nought_is_left_out_since_it_means_any(engine: Stability, fake: FakeStability) -> None:
    assert "seed" not in sent(engine, fake, seed=0).fields


def test_the_largest_seed_passes_and_a_larger_one_starts_over(engine: Stability, fake: FakeStability) -> None:
    assert sent(engine, fake, seed=4_294_967_294).fields["seed"] == "4294967294"
    fake.calls.clear()
    assert sent(engine, fake, seed=4_294_967_296).fields["seed"] == "1"


@pytest.mark.parametrize("guidance_scale", [0.5, 10.5])
def test_guidance_keeps_to_the_models_range(engine: Stability, guidance_scale: float) -> None:
    with pytest.raises(Unsupported, match="guidance from 1 to 10"):
        check(engine, _words(model="sd3.5-large", guidance_scale=guidance_scale))
    with pytest.raises(Unsupported, match="takes no guidance"):
        check(engine, _words(model="core", guidance_scale=5.0))


def test_one_function_formats_and_sends(engine: Stability, fake: FakeStability) -> None:
    answer = generate_stable_diffusion_image(engine.client, WORDS, "core")
    assert (answer.status, answer.body) == (200, fake.picture)
    assert engine.run(WORDS, Told()).pictures[0].seed == 7
    assert fake.creates == 2


def _words(**values: Any) -> Any:
    return type(WORDS)(**{"prompt": "a red boat", **values})


def _variation(**values: Any) -> Any:
    return _words(operation="variation", source=SOURCE, **values)
