"""ComfyUI's refusals and breakdowns, in words for a person and without its paths."""

import copy
from typing import Any

import pytest

from tests.engines.contract import Told
from tests.engines.fake import faults
from tests.engines.fake.comfyui import RECORDED, FakeComfy
from webapp.engines.comfyui.answers import files_of
from webapp.engines.comfyui.engine import ComfyUI
from webapp.engines.errors import BadOutput, EngineError, Rejected, Unsupported
from webapp.engines.types import EngineRequest

BOAT = EngineRequest("a red boat", width_px=512, height_px=512, seed=7)


def _not_in_list(name: str) -> dict[str, Any]:
    problem = {
        "type": "value_not_in_list",
        "message": "Value not in list",
        "details": f"{name}: 'gone.safetensors' not in ['a.safetensors']",
        "extra_info": {"input_name": name},
    }
    node = {"errors": [problem], "dependent_outputs": ["9"], "class_type": "CheckpointLoaderSimple"}
    return {"error": {"type": "prompt_outputs_failed_validation"}, "node_errors": {"model": node}}


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("unknown_class", Unsupported, "node Nope does not exist"),
        ("no_outputs", Rejected, "Prompt has no outputs"),
        ("no_prompt", Rejected, "No prompt provided"),
        ("value_smaller_than_min", Rejected, "EmptyImage: Value 0 smaller than min of 1"),
        ("missing_input", Rejected, "SaveImage: Required input is missing"),
        ("value_not_in_list", Rejected, "absent.png"),
    ],
)
def test_each_recorded_refusal(
    engine: ComfyUI, fake: FakeComfy, name: str, kind: type[EngineError], words: str
) -> None:
    recorded = RECORDED["errors"][name]
    fake.next(faults.answers(recorded["status"], recorded["body"]))
    with pytest.raises(kind, match=words):
        engine.run(BOAT, Told())


def test_a_model_that_is_gone(engine: ComfyUI, fake: FakeComfy) -> None:
    fake.next(faults.answers(400, _not_in_list("ckpt_name")))
    with pytest.raises(Unsupported, match="does not have this model"):
        engine.run(BOAT, Told())


def test_another_value_that_is_gone_is_named(engine: ComfyUI, fake: FakeComfy) -> None:
    fake.next(faults.answers(400, _not_in_list("sampler_name")))
    with pytest.raises(Rejected, match="sampler_name"):
        engine.run(BOAT, Told())


@pytest.mark.parametrize("odd", [[], "no", {"node_errors": []}, {"node_errors": {"1": 5}}, {"error": "just words"}])
def test_a_refusal_of_another_shape(engine: ComfyUI, fake: FakeComfy, odd: object) -> None:
    fake.next(faults.answers(400, odd))
    with pytest.raises(Rejected):
        engine.run(BOAT, Told())


def test_a_breakdown_names_the_node_and_no_path(engine: ComfyUI, fake: FakeComfy) -> None:
    fake.story = "runtime_error"
    with pytest.raises(EngineError, match="broke down at “SaveImage”") as raised:
        engine.run(BOAT, Told())
    assert "/" not in str(raised.value)
    assert "Error" not in str(raised.value)
    assert fake.forgotten


def _history(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(RECORDED["success"]["history"]), **changes}


def test_too_little_memory_is_said() -> None:
    failed = ["execution_error", {"exception_type": "torch.OutOfMemoryError", "node_type": "KSampler"}]
    with pytest.raises(EngineError, match="smaller size"):
        files_of(_history(status={"messages": [failed]}))


def test_a_drawing_that_somebody_else_stopped() -> None:
    with pytest.raises(EngineError, match="Somebody stopped"):
        files_of(_history(status={"messages": [["execution_interrupted", {}]]}))


def test_saved_pictures_go_before_shown_ones() -> None:
    shown = {"filename": "a.png", "subfolder": "", "type": "temp"}
    saved = {"filename": "b.png", "subfolder": "x", "type": "output"}
    assert files_of(_history(outputs={"1": {"images": [shown]}, "2": {"images": [saved]}})) == [saved]
    assert files_of(_history(outputs={"1": {"images": [shown]}})) == [shown]


@pytest.mark.parametrize("outputs", [{}, None, [], {"1": {}}, {"1": {"images": [{}]}}, {"1": {"text": ["hello"]}}])
def test_a_workflow_without_a_picture(outputs: object) -> None:
    with pytest.raises(BadOutput, match="SaveImage or PreviewImage"):
        files_of(_history(outputs=outputs))


def test_a_picture_that_is_gone(engine: ComfyUI, fake: FakeComfy) -> None:
    fake.app.view_functions["view"] = lambda: ("", 404)
    with pytest.raises(EngineError, match="does not have its picture any more"):
        engine.run(BOAT, Told())


def test_an_upload_that_is_not_understood(engine: ComfyUI, fake: FakeComfy) -> None:
    fake.app.view_functions["upload"] = dict
    with pytest.raises(BadOutput):
        engine.run(EngineRequest("", operation="upscale_fast", source=fake.picture), Told())
    assert fake.creates == 0
