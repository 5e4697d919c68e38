"""The form shows what a model takes, read from its own schema, and stands by itself while nothing can be read."""

import pytest

from tests.engines.fake import faults
from tests.engines.fake.replicate import FakeReplicate
from tests.engines.fake.replicate_models import ESRGAN, FILL, FLUX, LISTS, REMBG, SDXL, VERSION
from tests.engines.replicate.conftest import EngineFor
from webapp.engines.replicate.engine import Replicate
from webapp.engines.replicate.names import read_names
from webapp.engines.replicate.schema import read_fields
from webapp.engines.types import Parameter


def parameters(engine: Replicate, model: str) -> dict[str, Parameter]:
    return {each.name: each for each in engine.capabilities.parameters_for("generate", model)}


def test_each_model_says_what_it_can_do(engine: Replicate) -> None:
    assert {model.name: set(model.operations) for model in engine.capabilities.models} == {
        FLUX: {"generate"},
        SDXL: {"generate", "variation", "inpaint"},
        ESRGAN: {"upscale_fast"},
        REMBG: {"remove_background"},
        LISTS: {"generate", "variation"},
        FILL: {"inpaint"},
    }


def test_fields_of_our_own_are_not_shown_twice_and_dangerous_ones_not_at_all(engine: Replicate) -> None:
    assert list(parameters(engine, FLUX)) == ["go_fast", "megapixels"]
    assert list(parameters(engine, SDXL)) == ["scheduler", "prompt_strength", "refine_steps"]


def test_a_field_keeps_its_kind_limits_and_words(engine: Replicate) -> None:
    fast, area = parameters(engine, FLUX).values()
    assert (fast.kind, fast.default, fast.label, fast.hint) == ("switch", True, "Go fast", "Run it faster")
    assert (area.kind, area.default, area.choices) == ("choice", "1", ("1", "0.25"))
    strength = parameters(engine, SDXL)["prompt_strength"]
    assert (strength.kind, strength.minimum, strength.maximum, strength.default) == ("number", 0, 1, 0.8)
    assert parameters(engine, LISTS)["control_image"].kind == "picture"


def test_steps_guidance_and_sizes_are_the_models_own(engine: Replicate) -> None:
    can = engine.capabilities
    assert (can.steps_for("generate", FLUX), can.guidance_for("generate", FLUX)) == ((1, 4), None)
    assert (can.steps_for("generate", SDXL), can.guidance_for("generate", SDXL)) == ((1, 500), (1, 50))
    assert (3, 2) in can.sizes_for("generate", FLUX).ratios
    assert (1536, 1024) in can.sizes_for("generate", LISTS).choices
    assert can.sizes_for("generate", SDXL).multiple_px == 8
    assert can.negative_prompt


def test_models_are_read_once(engine: Replicate, fake: FakeReplicate) -> None:
    for _ in range(3):
        assert engine.capabilities.models
    assert len(fake.calls) == 7


def test_what_was_learned_before_forking_is_not_asked_again(engine: Replicate, fake: FakeReplicate) -> None:
    engine.warm_up()
    fake.calls.clear()
    assert engine.capabilities.models
    assert fake.calls == []


def test_a_model_that_cannot_be_read_still_takes_words(engine_for: EngineFor, fake: FakeReplicate) -> None:
    can = engine_for(replicate_models=f"{FLUX}, gone/away").capabilities
    assert [model.name for model in can.models] == [FLUX, "gone/away"]
    assert can.parameters_for("generate", "gone/away") == ()


def test_while_replicate_is_away_every_model_takes_words(engine: Replicate, fake: FakeReplicate) -> None:
    fake.loses_models = True
    fake.next(*[faults.answers(500, {"detail": "x"})] * 6)
    assert all(model.operations == {"generate"} for model in engine.capabilities.models)


def test_without_a_token_nobody_is_asked(engine_for: EngineFor, fake: FakeReplicate) -> None:
    assert engine_for(replicate_api_token="").capabilities.models
    assert fake.calls == []


@pytest.mark.parametrize("text", ["flux", "a/b/c", "a/b:123", "../x", "a/b c", "https://replicate.com/a/b"])
def test_a_list_that_makes_no_sense_is_said_so(text: str) -> None:
    sentence = Replicate({"replicate_api_token": "t", "replicate_models": f"a/b, {text}"}).missing()
    assert sentence
    assert "REPLICATE_MODELS must list models as owner/name" in sentence


def test_a_model_named_twice_counts_once() -> None:
    first, second = read_names(f"a/b:{VERSION}, c/d, a/b")
    assert (str(first), first.version, str(second)) == ("a/b", VERSION, "c/d")


@pytest.mark.parametrize(
    "schema",
    [
        None,
        [],
        {"components": []},
        {"components": {"schemas": {"Input": {"properties": {"a": 3, "b": {"enum": 4}, "c d": {"type": "string"}}}}}},
        {"components": {"schemas": {"Input": {"required": 5, "properties": {"x": {"allOf": 1, "$ref": 2}}}}}},
    ],
)
def test_a_schema_that_makes_no_sense_gives_no_fields(schema: object) -> None:
    assert read_fields(schema) == {}
