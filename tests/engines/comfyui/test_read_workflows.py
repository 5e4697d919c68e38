"""The admin's own workflows, and what is said about broken ones."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.engines.contract import Told
from tests.engines.fake.comfyui import FakeComfy
from webapp.engines.check import check
from webapp.engines.comfyui.engine import ComfyUI
from webapp.engines.comfyui.workflows import BUILT_IN, WorkflowError, filled, read_workflow, workflows_in
from webapp.engines.errors import Unsupported
from webapp.engines.types import EngineRequest

FLUX: dict[str, Any] = {
    "label": "Flux",
    "operation": "generate",
    "slots": {"prompt": "6.text", "seed": ["25.noise_seed", "26.seed"]},
    "workflow": {
        "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "", "clip": ["11", 0]}},
        "25": {"class_type": "RandomNoise", "inputs": {"noise_seed": 0}},
        "26": {"class_type": "Other", "inputs": {"seed": 0}},
    },
}
BOAT = EngineRequest("a red boat", width_px=512, height_px=512, seed=7)


def test_every_built_in_workflow_can_be_read() -> None:
    found = workflows_in(BUILT_IN, is_own=False)
    assert len(found) == len(list(BUILT_IN.glob("*.json")))
    assert {workflow.operation for workflow in found} == {"generate", "variation", "inpaint", "upscale_fast"}


def test_a_slot_may_have_several_places() -> None:
    graph = filled(read_workflow("flux", json.dumps(FLUX)), {"seed": 7, "prompt": "a boat", "steps": 9})
    assert (graph["25"]["inputs"]["noise_seed"], graph["26"]["inputs"]["seed"]) == (7, 7)
    assert graph["6"]["inputs"] == {"text": "a boat", "clip": ["11", 0]}


def test_filling_leaves_the_workflow_itself_alone() -> None:
    workflow = read_workflow("flux", json.dumps(FLUX))
    filled(workflow, {"prompt": "a secret"})
    assert "secret" not in str(workflow)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"operation": "dance"}, "operation"),
        ({"operation": "inpaint"}, "slot “image”"),
        ({"slots": {}}, "slot “prompt”"),
        ({"slots": None}, "needs “slots”"),
        ({"slots": {"prompt": "9.text"}}, "not in the workflow"),
        ({"slots": {"prompt": "6.words"}}, "not in the workflow"),
        ({"slots": {"prompt": []}}, "not in the workflow"),
        ({"slots": {"prompt": 6}}, "not in the workflow"),
        ({"slots": {"prompt": "6.text", "mood": "6.text"}}, "unknown slot “mood”"),
        ({"workflow": {}}, "API form"),
        ({"workflow": {"6": {"inputs": {}}}}, "API form"),
        ({"workflow": {"nodes": [], "links": []}}, "Export"),
    ],
)
def test_a_broken_workflow_is_described(change: dict[str, Any], words: str) -> None:
    with pytest.raises(WorkflowError, match=words):
        read_workflow("flux", json.dumps({**FLUX, **change}))


@pytest.mark.parametrize(
    ("text", "words"),
    [("{", "no JSON"), ('{"a":' * 60 + "1" + "}" * 60, "too deeply"), ("[]", "object"), (" " * 1_000_001, "1 MB")],
)
def test_a_file_that_is_no_workflow(text: str, words: str) -> None:
    with pytest.raises(WorkflowError, match=words):
        read_workflow("flux", text)


def test_an_own_workflow_is_a_model_of_its_operation(engine: ComfyUI, fake: FakeComfy, tmp_path: Path) -> None:
    (tmp_path / "flux.json").write_text(json.dumps(FLUX))
    (tmp_path / "broken.json").write_text("{")
    model = engine.capabilities.models[-1]
    assert (model.name, model.label, model.operations) == ("workflow:flux", "Flux", {"generate"})
    request = EngineRequest("a boat", model="workflow:flux", width_px=512, height_px=512, seed=5)
    check(engine, request)
    engine.run(request, Told())
    (call,) = [call for call in fake.calls if call.key == "POST /prompt"]
    assert set(call.json["prompt"]) == {"6", "25", "26"}
    assert call.json["prompt"]["25"]["inputs"]["noise_seed"] == 5


def test_an_own_workflow_stands_in_for_a_built_in_of_its_name(engine: ComfyUI, fake: FakeComfy, tmp_path: Path) -> None:
    (tmp_path / "text_to_image.json").write_text(json.dumps(FLUX))
    fake.checkpoints.clear()
    engine.run(BOAT, Told())
    (call,) = [call for call in fake.calls if call.key == "POST /prompt"]
    assert "25" in call.json["prompt"]


def test_a_change_by_another_process_is_noticed_at_once(engine: ComfyUI, tmp_path: Path) -> None:
    def own() -> list[str]:
        return [model.label for model in engine.capabilities.models if model.name.startswith("workflow:")]

    assert own() == []
    for label in ("First", "Other"):
        scratch = tmp_path / "scratch"
        scratch.write_text(json.dumps({**FLUX, "label": label}))
        os.utime(scratch, (0, 0))
        scratch.replace(tmp_path / "flux.json")
        assert own() == [label]
    (tmp_path / "flux.json").unlink()
    assert own() == []


def test_a_checkpoint_that_was_chosen_is_used_by_an_own_workflow(
    engine: ComfyUI, fake: FakeComfy, tmp_path: Path
) -> None:
    nodes = {**FLUX["workflow"], "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "its own"}}}
    own = {**FLUX, "workflow": nodes, "slots": {**FLUX["slots"], "checkpoint": "4.ckpt_name"}}
    (tmp_path / "text_to_image.json").write_text(json.dumps(own))
    for model, loaded in (("sdxl/base.safetensors", "sdxl/base.safetensors"), ("workflow:text_to_image", "its own")):
        engine.run(replace(BOAT, model=model), Told())
        call = [call for call in fake.calls if call.key == "POST /prompt"][-1]
        assert call.json["prompt"]["4"]["inputs"]["ckpt_name"] == loaded


def test_a_workflow_that_is_gone_is_refused(engine: ComfyUI, tmp_path: Path) -> None:
    with pytest.raises(Unsupported, match="no model called"):
        check(engine, EngineRequest("a boat", model="workflow:flux", width_px=512, height_px=512))


def test_what_is_installed_is_in_the_form(engine: ComfyUI) -> None:
    can = engine.capabilities
    assert [(model.name, model.label) for model in can.models] == [
        ("dreamshaper_8.safetensors", "dreamshaper_8"),
        ("sdxl/base.safetensors", "sdxl/base"),
    ]
    assert can.schedulers[:2] == ("euler", "euler_cfg_pp")
    choices = {each.name: each.choices for each in can.parameters_for("upscale_fast")}
    assert choices == {"upscaler": ("4x-UltraSharp.pth",)}


def test_checkpoints_cannot_enlarge(engine: ComfyUI) -> None:
    assert engine.capabilities.models_for("upscale_fast") == ()


def test_a_server_without_checkpoints_says_so(engine: ComfyUI, fake: FakeComfy) -> None:
    fake.checkpoints.clear()
    with pytest.raises(Unsupported, match="models/checkpoints"):
        engine.run(BOAT, Told())
    assert fake.creates == 0
