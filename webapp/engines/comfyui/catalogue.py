"""What ComfyUI can do, made of the workflows that are there and of what the server has installed.

A model is a checkpoint, for the workflows that let one choose, or "workflow:NAME" for one of the admin's own.
"""

from collections.abc import Sequence
from typing import Final

from webapp.engines.capabilities import (
    Capabilities,
    Model,
    Need,
    Operation,
    Parameter,
    PictureLimits,
    SizeLimits,
    operations,
)
from webapp.engines.comfyui.server import Server
from webapp.engines.comfyui.workflows import OPERATIONS, Workflow
from webapp.engines.types import EngineRequest

OWN: Final = "workflow:"
# The node EmptyLatentImage draws in steps of 8 pixels.
SIZES: Final = SizeLimits(min_side_px=64, max_side_px=2048, multiple_px=8, max_pixels=2048 * 2048)
_DRAWN: Final = frozenset({"generate", "variation", "inpaint"})
_MAX_BYTES: Final = 40_000_000
_START: Final = PictureLimits(min_side_px=16, max_pixels=16_777_216, max_bytes=_MAX_BYTES)
# Four times larger it still fits into what pictures.decode takes.
_TO_ENLARGE: Final = PictureLimits(min_side_px=16, max_pixels=2_359_296, max_bytes=_MAX_BYTES)
DEFAULT_STRENGTHS: Final = {"inpaint": 0.85}
DEFAULT_STRENGTH: Final = 0.6


def capabilities_of(server: Server, workflows: Sequence[Workflow]) -> Capabilities:
    """Returns what the engine can do. The first workflow of an operation says which fields it has."""
    first = {workflow.operation: workflow for workflow in reversed(workflows)}
    ordered = (first[name] for name in OPERATIONS if name in first)
    return Capabilities(
        operations=operations(*(_operation(workflow, server) for workflow in ordered)),
        models=(*_checkpoints(server, workflows), *_own(workflows)),
        sizes=SIZES,
        negative_prompt=True,
        steps=(1, 150),
        guidance_scale=(0.0, 30.0),
        schedulers=server.samplers,
    )


def workflow_for(request: EngineRequest, can: Capabilities, workflows: Sequence[Workflow]) -> Workflow | None:
    """Returns the workflow that carries out `request`, None when there is none."""
    model = can.model_for(request.operation, request.model)
    fitting = [workflow for workflow in workflows if workflow.operation == request.operation]
    if model is not None and model.name.startswith(OWN):
        return next((workflow for workflow in fitting if f"{OWN}{workflow.name}" == model.name), None)
    return fitting[0] if fitting else None


def _checkpoints(server: Server, workflows: Sequence[Workflow]) -> tuple[Model, ...]:
    able = frozenset(workflow.operation for workflow in workflows if workflow.has("checkpoint"))
    return tuple(Model(name, name.rpartition(".")[0] or name, operations=able) for name in server.checkpoints if able)


def _own(workflows: Sequence[Workflow]) -> tuple[Model, ...]:
    return tuple(
        Model(f"{OWN}{workflow.name}", workflow.label, operations=frozenset({workflow.operation}))
        for workflow in workflows
        if workflow.is_own
    )


def _operation(workflow: Workflow, server: Server) -> Operation:
    name = workflow.operation
    limits = _TO_ENLARGE if name.startswith("upscale") else _START
    return Operation(
        name,
        OPERATIONS[name],
        prompt=_prompt_need(workflow),
        source=limits if workflow.has("image") else None,
        mask="required" if workflow.has("mask") else "none",
        parameters=tuple(_parameters(workflow, server)),
        has_size=workflow.has("width") and workflow.has("height"),
    )


def _prompt_need(workflow: Workflow) -> Need:
    if not workflow.has("prompt"):
        return "none"
    return "required" if workflow.operation in _DRAWN else "optional"


def _parameters(workflow: Workflow, server: Server) -> list[Parameter]:
    found = []
    if workflow.has("strength"):
        default = DEFAULT_STRENGTHS.get(workflow.operation, DEFAULT_STRENGTH)
        hint = "0 keeps the picture, 1 draws a new one."
        found.append(Parameter("strength", "number", "How much may change", hint, default, 0.0, 1.0))
    for slot, name, label, values in (
        ("scheduler", "noise_schedule", "Noise schedule", server.schedulers),
        ("upscaler", "upscaler", "Upscaler", server.upscalers),
    ):
        if workflow.has(slot) and values:
            found.append(Parameter(name, "choice", label, choices=values))
    return found
