"""Puts another scene behind what stands in front."""

from dataclasses import replace
from typing import Final

import cv2
import numpy as np
from PIL import Image

from webapp.engines.builtin.drawing import draw
from webapp.engines.builtin.editing.cutout import alpha_of, own_colours
from webapp.engines.builtin.editing.edges import bands, reduced, stretched
from webapp.engines.builtin.editing.opened import Bytes, mask_of, source_of
from webapp.engines.builtin.editing.relight import exposed
from webapp.engines.builtin.pixels import FloatArray, as_bytes, as_float, blur, from_bytes
from webapp.engines.errors import Unsupported
from webapp.engines.types import EngineRequest, Report

_SCENE_PX: Final = 1536
_SHADOW_PX: Final = 512
_LEAST_SIDE_PX: Final = 64
_CLEAR: Final = 128
_LEAST_PART: Final = 0.002
# How far the light on what stands in front follows the new scene's, and at most, in stops.
_FOLLOWS: Final = 0.45
_MOST_STOPS: Final = 0.9
_SHADE: Final = 0.42
_FLAT: Final = 0.14
_LOWER: Final = 0.015
_ON_THE_GROUND: Final = 0.985


def replace_background(request: EngineRequest, seed: int, report: Report) -> Image.Image:
    """Returns what stands in front, and what the mask covers, before a scene of the prompt and in its light.

    A picture that is transparent already keeps its own outline. Raises Unsupported without a picture or where nothing
    stands out; lets Stopped pass.
    """
    source = source_of(request)
    pixels = np.asarray(source.convert("RGB"), dtype=np.uint8)
    alpha = _outline(source, pixels, request, report)
    if alpha.mean() < _LEAST_PART:
        raise Unsupported("Sketchbook sees nothing that stands out here. Paint over what should stay.")
    report(0.5, "Drawing what lies behind")
    scene = _scene(request, source.size, seed)
    report(0.8, "Matching the light")
    stops = _stops(reduced(pixels, _SHADOW_PX), reduced(as_bytes(alpha), _SHADOW_PX), scene)
    return Image.fromarray(_joined(own_colours(pixels, as_bytes(alpha)), alpha, scene, stops))


def _outline(source: Image.Image, pixels: Bytes, request: EngineRequest, report: Report) -> FloatArray:
    if source.mode == "RGBA":
        held = np.asarray(source.getchannel("A"), dtype=np.uint8)
        if held.min() < _CLEAR:
            return from_bytes(held)
    return alpha_of(pixels, None if request.mask is None else mask_of(request, source.size), report)


def _scene(request: EngineRequest, size_px: tuple[int, int], seed: int) -> FloatArray:
    """Draws the scene, its longer side at most 1,536 px: what lies behind may be a little soft."""
    share = min(1.0, _SCENE_PX / max(size_px))
    width, height = (max(_LEAST_SIDE_PX, round(side * share)) for side in size_px)
    return draw(replace(request, width_px=width, height_px=height), seed, lambda *_: None)


def _stops(pixels: Bytes, alpha: Bytes, scene: FloatArray) -> FloatArray:
    """Returns (3,): how much brighter red, green and blue become on what stands in front."""
    weights = from_bytes(alpha)[..., None]
    front = (from_bytes(pixels) * weights).sum(axis=(0, 1)) / max(float(weights.sum()), 1e-6)
    wanted = np.log2((scene.mean(axis=(0, 1)) + 0.02) / (front + 0.02))
    return as_float(np.clip(_FOLLOWS * wanted, -_MOST_STOPS, _MOST_STOPS))


def _joined(front: Bytes, alpha: FloatArray, scene: FloatArray, stops: FloatArray) -> Bytes:
    height, width = alpha.shape
    shadow = _shadow(alpha)
    made = np.empty_like(front)
    for rows in bands(height, width):
        part = alpha[rows][..., None]
        shade = stretched(shadow, rows, height, width)[..., None]
        behind = stretched(scene, rows, height, width) * (1 - shade)
        made[rows] = as_bytes(as_float(behind + part * (exposed(from_bytes(front[rows]), stops) - behind)))
    return made


def _shadow(alpha: FloatArray) -> FloatArray:
    """Returns how dark the ground is under what stands on it, on a small copy: its outline, laid down and softened.

    What is cut off by the lower edge of the picture stands on nothing that is seen.
    """
    small = from_bytes(reduced(as_bytes(alpha), _SHADOW_PX))
    height, width = small.shape
    rows = np.flatnonzero(small.max(axis=1) > 0.5)
    if not rows.size or rows[-1] >= height * _ON_THE_GROUND:
        return np.zeros((2, 2), np.float32)
    foot = float(rows[-1])
    laid = as_float([[1, 0, 0], [0, _FLAT, foot * (1 - _FLAT) + _LOWER * (foot - rows[0])]])
    flat = as_float(cv2.warpAffine(as_float(small), laid, (width, height)))
    return as_float(_SHADE * blur(flat, 0.008 * max(height, width)))
