"""Draws one scene from words, telling each step on the way."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Final

from PIL import Image

from webapp.engines.builtin.compose import STEPS
from webapp.engines.builtin.manners import manner_for
from webapp.engines.builtin.pixels import FloatArray, as_bytes, resize
from webapp.engines.builtin.stage import stage_for
from webapp.engines.builtin.words import read
from webapp.engines.types import EngineRequest, Report

_PREVIEW_PX: Final = 384
_FINISH_STAGES: Final = 2


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


def _preview_of(pixels: FloatArray) -> Callable[[], bytes]:
    def encoded() -> bytes:
        height, width = pixels.shape[:2]
        share = min(_PREVIEW_PX / max(height, width), 1.0)
        small = resize(pixels, round(width * share), round(height * share))
        held = BytesIO()
        Image.fromarray(as_bytes(small)).save(held, "WEBP", quality=70)
        return held.getvalue()

    return encoded
