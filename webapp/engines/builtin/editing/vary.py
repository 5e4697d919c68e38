"""Draws a picture again: its shapes and colours, another hand."""

from typing import Final

import cv2
import numpy as np
from PIL import Image

from webapp.engines.builtin.colour import turned
from webapp.engines.builtin.editing.edges import reduced
from webapp.engines.builtin.editing.opened import Bytes, source_of
from webapp.engines.builtin.manners import manner_for
from webapp.engines.builtin.noise import coarse_fbm
from webapp.engines.builtin.palette import palette_for
from webapp.engines.builtin.pixels import FloatArray, as_bytes, as_float, from_bytes, grey, grid, resize, sample, step
from webapp.engines.builtin.scene import Scene
from webapp.engines.builtin.stage import Stage, stage_for
from webapp.engines.builtin.words import read
from webapp.engines.types import EngineRequest, Report

DEFAULT_STRENGTH: Final = 0.5
_WORK_PX: Final = 1536
# Manners that draw things anew from the words, and would not keep the picture's.
_FROM_WORDS: Final = frozenset({"isometric"})
# At full strength: how far shapes wander, as a share of the side; how far hues turn, in degrees; the broadest stroke.
_WANDER: Final = 0.05
_TURN: Final = 28.0
_BROADEST: Final = 0.014
_SMALLEST: Final = 2.5
_TONES: Final = 6


def vary(request: EngineRequest, seed: int, report: Report) -> Image.Image:
    """Returns the picture drawn again in Sketchbook's hand or the manner asked for, in the light of the words.

    `strength` 0 keeps it, 1 keeps its colours and where they lie. Raises Unsupported without a picture; lets Stopped
    pass.
    """
    source = source_of(request)
    asked = request.params.get("strength")
    strength = DEFAULT_STRENGTH if asked is None else float(asked)
    pixels = from_bytes(reduced(np.asarray(source.convert("RGB"), dtype=np.uint8), _WORK_PX))
    report(0.1, "Looking at its shapes")
    scene = read(request.prompt, request.negative_prompt)
    stage = stage_for(scene, pixels.shape[1], pixels.shape[0], seed & 0xFFFF_FFFF_FFFF)
    _sketch(stage, pixels, strength)
    name = request.style_preset or scene.manner
    manner = manner_for("" if name in _FROM_WORDS else name)
    report(0.4, manner.stage)
    drawn = as_float(manner.render(stage))
    made = as_float(pixels + (drawn - pixels) * step(0.0, 0.2, as_float(strength)))
    return _finished(made, source)


def _sketch(stage: Stage, pixels: FloatArray, strength: float) -> None:
    """Puts the picture on the sheet of `stage`: simpler, moved a little, and in the light of the words."""
    rng = stage.rng("vary")
    flat = _simplified(pixels, strength)
    moved = _wandering(rng, flat, strength)
    hue = rng.uniform(0.4, 1.0) * rng.choice((-1, 1)) * _TURN * strength**2
    stage.canvas.px = as_float(np.clip(turned(moved, hue) * _light(stage, strength), 0, 1))
    tones = np.floor(grey(stage.canvas.px) * _TONES)
    stage.canvas.layers = np.asarray(cv2.medianBlur(tones.astype(np.uint8), 5), dtype=np.uint8)


def _simplified(pixels: FloatArray, strength: float) -> FloatArray:
    """Returns the picture in patches as broad as strokes, its edges kept (Kuwahara's idea, by mean shift)."""
    height, width = pixels.shape[:2]
    reach_px = _BROADEST * strength * max(height, width)
    if reach_px < 1:
        return pixels
    shrink = min(max(1.0, reach_px / 6), _SMALLEST)
    small = as_bytes(resize(pixels, round(width / shrink), round(height / shrink)))
    shifted = cv2.pyrMeanShiftFiltering(small, max(2.0, reach_px / shrink), 12 + 30 * strength, maxLevel=1)
    return resize(from_bytes(shifted), width, height)


def _wandering(rng: np.random.Generator, pixels: FloatArray, strength: float) -> FloatArray:
    height, width = pixels.shape[:2]
    cell, reach = 0.3 * max(height, width), _WANDER * strength * max(height, width)
    across, down = (coarse_fbm(rng, width, height, cell, cell, 2, shrink=4) - 0.5 for _ in range(2))
    xs, ys = grid(height, width)
    return sample(pixels, as_float(xs + 2 * reach * across), as_float(ys + 2 * reach * down))


def _light(stage: Stage, strength: float) -> FloatArray:
    """Returns (3,): how much of red, green and blue the hour, season and weather of the words let through."""
    scene = stage.scene
    if not (scene.time or scene.colours or scene.subjects):
        return np.ones(3, np.float32)
    plain = palette_for(Scene(), "noon", "summer", np.random.default_rng(0))
    ratio = (stage.palette.light + stage.palette.shade) / (plain.light + plain.shade)
    return as_float(ratio ** (0.35 + 0.65 * strength)) if scene.time else as_float(ratio ** (0.5 * strength))


def _finished(made: FloatArray, source: Image.Image) -> Image.Image:
    """Returns the drawing at the size of its source, as transparent as that."""
    data: Bytes = as_bytes(made)
    picture = Image.fromarray(data)
    if picture.size != source.size:
        picture = picture.resize(source.size, Image.Resampling.LANCZOS)
    if source.mode == "RGBA":
        picture.putalpha(source.getchannel("A"))
    return picture
