"""Sketchbook as an engine: a request in, pictures out, each step told on the way."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import ClassVar, Final

from PIL import Image

from webapp.engines.base import Engine
from webapp.engines.builtin.compose import STEPS
from webapp.engines.builtin.manners import MANNERS, manner_for
from webapp.engines.builtin.pixels import FloatArray, as_bytes, resize
from webapp.engines.builtin.stage import stage_for
from webapp.engines.builtin.words import read
from webapp.engines.types import Capabilities, EngineRequest, EngineResult, Picture, Report, SizeLimits

_PREVIEW_PX: Final = 384
_FINISH_STAGES: Final = 2


class Sketchbook(Engine):
    """Draws a scene from the words with NumPy and OpenCV alone: no model, no network, no key."""

    name: ClassVar[str] = "builtin"
    label: ClassVar[str] = "Sketchbook"
    about: ClassVar[str] = "Sketchbook draws your words without an AI model; add an engine for photographs."
    capabilities: Capabilities = Capabilities(
        sizes=SizeLimits(min_side_px=64, max_side_px=2048),
        negative_prompt=True,
        seed=True,
        style_presets=frozenset(MANNERS),
    )

    def missing(self) -> str | None:
        return None

    def run(self, request: EngineRequest, report: Report) -> EngineResult:
        """Draws each picture in turn; the same request and seed give the same pixels.

        Lets Stopped pass, which `report` raises between any two steps.
        """
        pictures = []
        for index in range(request.num_outputs):
            seed = request.seed + index
            pixels = draw(request, seed, _share_of(report, index, request.num_outputs))
            pictures.append(Picture(Image.fromarray(as_bytes(pixels)), seed))
        return EngineResult(tuple(pictures))


def draw(request: EngineRequest, seed: int, report: Report) -> FloatArray:
    """Draws one picture: every step of the composition, then the manner. Gives (height, width, 3), 0..1."""
    scene = read(request.prompt, request.negative_prompt)
    scene = replace(scene, manner=request.style_preset or scene.manner)
    manner = manner_for(scene.manner)
    stage = stage_for(scene, request.width_px, request.height_px, seed & 0xFFFF_FFFF_FFFF)
    steps = len(STEPS) + _FINISH_STAGES
    for index, (label, painter) in enumerate(STEPS):
        report(index / steps, label, _preview_of(stage.canvas.px))
        painter(stage)
    report(len(STEPS) / steps, manner.stage, _preview_of(stage.canvas.px))
    finished = manner.render(stage)
    report((len(STEPS) + 1) / steps, "Finishing", _preview_of(finished))
    return finished


def _share_of(report: Report, index: int, count: int) -> Report:
    def told(progress: float, stage: str, preview: Callable[[], bytes] | None = None) -> None:
        report((index + progress) / count, stage, preview)

    return told


def _preview_of(pixels: FloatArray) -> Callable[[], bytes]:
    def encoded() -> bytes:
        height, width = pixels.shape[:2]
        share = min(_PREVIEW_PX / max(height, width), 1.0)
        small = resize(pixels, round(width * share), round(height * share))
        held = BytesIO()
        Image.fromarray(as_bytes(small)).save(held, "WEBP", quality=70)
        return held.getvalue()

    return encoded
