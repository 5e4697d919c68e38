"""Reads a picture's light, so that what is added to it stands in the same."""

from collections.abc import Mapping
from typing import Final

import cv2
import numpy as np

from webapp.engines.builtin.colour import oklab, paint, srgb
from webapp.engines.builtin.editing.edges import reduced
from webapp.engines.builtin.editing.opened import Bytes
from webapp.engines.builtin.pixels import FloatArray, as_float, from_bytes

_LOOK_PX: Final = 128
# What a whole picture of Sketchbook's looks like on average, at each hour.
_HOURS: Final = {
    "morning": "#9fb79d", "noon": "#86a9a0", "golden": "#c3a577", "sunset": "#a5776a", "dusk": "#6f6076",
    "twilight": "#3d5478", "night": "#1c2747",
}  # fmt: skip
# What the ground is taken for by its colour.
_GROUNDS: Final = {
    "meadow": "#83a552", "hills": "#5d8a5a", "forest": "#2f5a3f", "sea": "#4a86ae", "dunes": "#d2a160",
    "mountains": "#8b93a0", "clouds": "#a9cbe6", "stars": "#101a3c",
}  # fmt: skip


def hour_like(pixels: Bytes) -> str:
    """Returns the hour whose light is nearest to the picture's."""
    return _nearest(_HOURS, pixels)


def ground_like(pixels: Bytes) -> str:
    """Returns what kind of ground, or of sky, has the colours of the picture."""
    return _nearest(_GROUNDS, pixels)


def light_side(pixels: Bytes) -> int:
    """Returns from where the light falls: -1 left, 1 right."""
    tone = cv2.cvtColor(reduced(pixels, _LOOK_PX), cv2.COLOR_RGB2GRAY)
    half = tone.shape[1] // 2
    return -1 if tone[:, :half].mean() >= tone[:, -half:].mean() else 1


def toned(colours: FloatArray, around: Bytes, share: float) -> FloatArray:
    """Returns sRGB (height, width, 3) moved `share` of the way to the mean and the spread of OKLab in `around`."""
    lab, other = oklab(colours), _lab(around)
    mean, spread = lab.mean(axis=(0, 1)), lab.std(axis=(0, 1)) + 1e-3
    wanted = (lab - mean) * np.clip(other.std(axis=0) / spread, 0.4, 1.6) + other.mean(axis=0)
    return srgb(as_float(lab + (wanted - lab) * share))


def cast_over(colours: FloatArray, around: Bytes, share: float) -> FloatArray:
    """Returns sRGB (height, width, 3) with `share` of the tint that `around` has on the whole."""
    return srgb(as_float(oklab(colours) + as_float([0, share, share]) * _lab(around).mean(axis=0)))


def _nearest(known: Mapping[str, str], pixels: Bytes) -> str:
    mean, weights = _lab(pixels).mean(axis=0), as_float([1.0, 2.0, 2.0])
    return min(known, key=lambda name: float((((oklab(paint(known[name])) - mean) * weights) ** 2).sum()))


def _lab(pixels: Bytes) -> FloatArray:
    return oklab(from_bytes(reduced(pixels, _LOOK_PX))).reshape(-1, 3)
