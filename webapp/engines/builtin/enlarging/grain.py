"""Fine texture for pictures that were enlarged, as strong in each place as the picture's own."""

from typing import Final

import cv2
import numpy as np

from webapp.engines.builtin.editing.opened import Bytes
from webapp.engines.builtin.enlarging.tiles import Place
from webapp.engines.builtin.pixels import FloatArray, as_float

_SHEET_PX: Final = 512
# Two sizes of grain, as Gaussians in pixels of what was made; and what is left of the first by the second.
_GRAIN_PX: Final = (0.6, 2.0)
_EVEN_PX: Final = 3.0
_DETAIL_PX: Final = 1.5
_WINDOW_PX: Final = 9
# Differences are kept in steps of an eighth of a level; what is stronger than this many levels is a pattern, no grain.
_FINE: Final = 8
_STRONGEST: Final = 10


def sheet(seed: int) -> FloatArray:
    """Returns (512, 512) of grain that repeats without a seam, its mean 0 and its deviation 1."""
    noise = as_float(np.random.default_rng(seed).standard_normal((_SHEET_PX, _SHEET_PX)))
    rim = 16
    wide = np.pad(noise, rim, mode="wrap")
    fine, coarse = (cv2.GaussianBlur(wide, (0, 0), sigma)[rim:-rim, rim:-rim] for sigma in _GRAIN_PX)
    grain = as_float(fine - coarse)
    return as_float(grain / grain.std())


def roughness(part: Bytes) -> FloatArray:
    """Returns (height, width): how strongly the source varies around there, 0..255, edges left out.

    An edge fills less than half of a small window, a texture all of it: so the median of the differences counts.
    """
    grey = as_float(cv2.cvtColor(part[..., :3], cv2.COLOR_RGB2GRAY))
    differences = np.abs(grey - cv2.GaussianBlur(grey, (0, 0), _DETAIL_PX))
    median = cv2.medianBlur(cv2.convertScaleAbs(differences, alpha=_FINE), _WINDOW_PX)
    return as_float(cv2.GaussianBlur(np.minimum(median, _STRONGEST * _FINE) / np.float32(_FINE), (0, 0), _EVEN_PX))


def laid(grain: FloatArray, place: Place, factor: int) -> FloatArray:
    """Returns the grain of a place in the source, `factor` times as large, so that neighbours join."""
    rows = np.arange(place.top * factor, place.bottom * factor) % _SHEET_PX
    columns = np.arange(place.left * factor, place.right * factor) % _SHEET_PX
    return grain[np.ix_(rows, columns)]


def roughened(large: Bytes, part: Bytes, grain: FloatArray, strength: float) -> Bytes:
    """Returns `large` with `grain` (its size) laid on its lightness, where `part`, the source, is rough itself."""
    size = large.shape[1], large.shape[0]
    light = strength * grain * cv2.resize(roughness(part), size, interpolation=cv2.INTER_LINEAR)
    made = large.copy()
    made[..., :3] = np.clip(large[..., :3] + light[..., None], 0, 255).astype(np.uint8)
    return made
