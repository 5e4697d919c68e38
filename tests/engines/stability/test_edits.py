"""Every edit, control and enlargement sends exactly the form that its operation wants."""

import json
from typing import Any

import pytest

from tests.engines.contract import request_for
from tests.engines.fake.contract import FOLDER
from tests.engines.fake.provider import picture
from tests.engines.fake.stability import FakeStability
from tests.engines.stability.requests import MASK, SOURCE, WORDS, sent
from webapp.engines.stability.engine import Stability
from webapp.engines.stability.payload import edit_payload, generate_payload

STYLE = picture(300, 200, "JPEG")
ALL = {"prompt": "a red boat", "negative_prompt": "fog", "seed": "7", "output_format": "png"}
STYLED = ALL | {"style_preset": "anime"}

# operation: (path, params, further pictures, the fields that arrive, the files that arrive)
CASES: dict[str, tuple[str, dict[str, Any], dict[str, bytes], dict[str, str], set[str]]] = {
    "sketch": ("control/sketch", {"control_strength": 0.8}, {}, STYLED | {"control_strength": "0.8"}, {"image"}),
    "structure": ("control/structure", {}, {}, STYLED, {"image"}),
    "style": ("control/style", {"fidelity": 0.5}, {}, STYLED | {"fidelity": "0.5", "aspect_ratio": "3:2"}, {"image"}),
    "style_transfer": (
        "control/style-transfer",
        {"style_strength": 1.0, "composition_fidelity": 0.9, "change_strength": 0.1},
        {"style_image": STYLE},
        ALL | {"style_strength": "1", "composition_fidelity": "0.9", "change_strength": "0.1"},
        {"init_image", "style_image"},
    ),
    "inpaint": ("edit/inpaint", {"grow_mask": 100}, {}, STYLED | {"grow_mask": "100"}, {"image", "mask"}),
    "outpaint": (
        "edit/outpaint",
        {"left": 200, "right": 0, "up": 10, "down": 2000, "creativity": 0.5},
        {},
        {key: value for key, value in STYLED.items() if key != "negative_prompt"}
        | {"left": "200", "right": "0", "up": "10", "down": "2000", "creativity": "0.5"},
        {"image"},
    ),
    "erase": (
        "edit/erase",
        {"grow_mask": 20},
        {},
        {"seed": "7", "output_format": "png", "grow_mask": "20"},
        {"image", "mask"},
    ),
    "search_replace": (
        "edit/search-and-replace",
        {"search_prompt": "the boat", "grow_mask": 3},
        {},
        STYLED | {"search_prompt": "the boat", "grow_mask": "3"},
        {"image"},
    ),
    "search_recolor": (
        "edit/search-and-recolor",
        {"select_prompt": "the boat"},
        {},
        STYLED | {"select_prompt": "the boat"},
        {"image"},
    ),
    "remove_background": ("edit/remove-background", {}, {}, {"output_format": "png"}, {"image"}),
    "replace_background": (
        "edit/replace-background-and-relight",
        {
            "foreground_prompt": "a cat",
            "preserve_original_subject": 0.6,
            "original_background_depth": 0.5,
            "keep_original_background": True,
            "light_source_direction": "left",
            "light_source_strength": 0.3,
        },
        {"background_reference": STYLE, "light_reference": STYLE},
        {
            "background_prompt": "a red boat",
            "negative_prompt": "fog",
            "seed": "7",
            "output_format": "png",
            "foreground_prompt": "a cat",
            "preserve_original_subject": "0.6",
            "original_background_depth": "0.5",
            "keep_original_background": "true",
            "light_source_direction": "left",
            "light_source_strength": "0.3",
        },
        {"subject_image", "background_reference", "light_reference"},
    ),
    "relight": (
        "edit/replace-background-and-relight",
        {"light_source_direction": "above", "light_source_strength": 0.4},
        {},
        {
            "background_prompt": "a red boat",
            "keep_original_background": "true",
            "negative_prompt": "fog",
            "seed": "7",
            "output_format": "png",
            "light_source_direction": "above",
            "light_source_strength": "0.4",
        },
        {"subject_image"},
    ),
    "upscale_fast": ("upscale/fast", {}, {}, {"output_format": "png"}, {"image"}),
    "upscale_conservative": (
        "upscale/conservative",
        {"creativity": 0.2},
        {},
        ALL | {"creativity": "0.2"},
        {"image"},
    ),
    "upscale_creative": ("upscale/creative", {"creativity": 0.5}, {}, STYLED | {"creativity": "0.5"}, {"image"}),
}


@pytest.mark.parametrize("operation", CASES)
def test_the_form_is_right(engine: Stability, fake: FakeStability, operation: str) -> None:
    path, params, pictures, fields, files = CASES[operation]
    values: dict[str, Any] = {"params": params, "pictures": pictures, "source": SOURCE}
    if "mask" in files:
        values["mask"] = MASK
    call = sent(engine, fake, operation, negative_prompt="fog", style_preset="anime", **values)
    assert call.key == f"POST /v2beta/stable-image/{path}"
    assert call.fields == fields
    assert set(call.files) == files
    assert call.files[next(name for name in ("image", "init_image", "subject_image") if name in files)] == SOURCE


def test_every_operation_of_the_engine_is_tried_here(engine: Stability) -> None:
    assert set(CASES) | {"generate", "variation"} == set(engine.capabilities.operations)


def test_empty_fields_are_left_out(engine: Stability, fake: FakeStability) -> None:
    call = sent(engine, fake, "search_replace", source=SOURCE, params={"search_prompt": "a boat", "grow_mask": None})
    assert set(call.fields) == {"prompt", "search_prompt", "seed", "output_format"}


def test_a_new_light_alone_needs_no_words(engine: Stability, fake: FakeStability) -> None:
    call = sent(engine, fake, "relight", prompt="", source=SOURCE, params={"light_source_direction": "left"})
    assert call.fields["keep_original_background"] == "true"
    assert call.fields["background_prompt"]


def test_extending_needs_no_words(engine: Stability, fake: FakeStability) -> None:
    assert "prompt" not in sent(engine, fake, "outpaint", prompt="", source=SOURCE, params={"left": 1}).fields


def test_no_call_and_no_field_of_the_contract_is_left_out(engine: Stability) -> None:
    contract = json.loads((FOLDER / "stability.json").read_text())["operations"]
    wanted = {
        f"{key} {name}" for key, facts in contract.items() for name in facts.get("multipart", {}).get("properties", {})
    }
    assert wanted == _reachable(engine)


def _reachable(engine: Stability) -> set[str]:
    """Every path with every field that the engine can send there."""
    full = type(WORDS)("a", negative_prompt="b", seed=7, guidance_scale=2.0, style_preset="anime")
    payloads = []
    for operation in engine.capabilities.operations.values():
        request = request_for(operation, full)
        if operation.name in ("generate", "variation"):
            models = engine.capabilities.models_for(operation.name)
            payloads += [generate_payload(request, model.name) for model in models]
        else:
            params = {**request.params, **CASES[operation.name][1]}
            payloads.append(edit_payload(type(WORDS)(**{**_as_dict(request), "params": params})))
    return {f"POST {payload.path} {name}" for payload in payloads for name, _ in payload.parts}


def _as_dict(request: Any) -> dict[str, Any]:
    return {name: getattr(request, name) for name in request.__slots__}
