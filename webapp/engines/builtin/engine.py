"""Sketchbook as an engine: a request in, pictures out, each step told on the way."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from PIL import Image

from webapp.engines.base import Engine
from webapp.engines.builtin.caveats import CAVEATS
from webapp.engines.builtin.drawing import draw
from webapp.engines.builtin.edits import EDITS
from webapp.engines.builtin.manners import MANNERS
from webapp.engines.builtin.pixels import as_bytes
from webapp.engines.capabilities import operations
from webapp.engines.types import Capabilities, EngineRequest, EngineResult, Operation, Picture, Report, SizeLimits


class Sketchbook(Engine):
    """Draws a scene from the words with NumPy and OpenCV alone: no model, no network, no key."""

    name: ClassVar[str] = "builtin"
    label: ClassVar[str] = "Sketchbook"
    about: ClassVar[str] = "Sketchbook draws your words without an AI model; add an engine for photographs."
    capabilities: Capabilities = Capabilities(
        operations=operations(
            Operation("generate", "Create"),
            *(replace(each.operation, caveat=CAVEATS.get(name, "")) for name, each in EDITS.items()),
        ),
        sizes=SizeLimits(min_side_px=64, max_side_px=2048),
        negative_prompt=True,
        seed=True,
        style_presets=frozenset(MANNERS),
    )

    def missing(self) -> str | None:
        return None

    def refusal(self, request: EngineRequest) -> str | None:
        edit = EDITS.get(request.operation)
        return None if edit is None else edit.refuse(request)

    def run(self, request: EngineRequest, report: Report) -> EngineResult:
        """Draws each picture in turn; the same request and seed give the same pixels.

        Lets Stopped pass, which `report` raises between any two steps.
        """
        edit = EDITS.get(request.operation)
        make = _drawn if edit is None else edit.make
        pictures = []
        for index in range(request.num_outputs):
            seed = request.seed + index
            image = make(request, seed, _share_of(report, index, request.num_outputs))
            pictures.append(Picture(image, seed))
        return EngineResult(tuple(pictures))


def _drawn(request: EngineRequest, seed: int, report: Report) -> Image.Image:
    return Image.fromarray(as_bytes(draw(request, seed, report)))


def _share_of(report: Report, index: int, count: int) -> Report:
    def told(progress: float, stage: str, preview: Callable[[], bytes] | None = None) -> None:
        report((index + progress) / count, stage, preview)

    return told
