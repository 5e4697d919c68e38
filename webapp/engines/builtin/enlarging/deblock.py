"""Takes the squares of strong JPEG compression out of a picture before they are enlarged with it."""

from typing import Final

import numpy as np

from webapp.engines.builtin.editing.opened import Bytes
from webapp.engines.builtin.pixels import FloatArray, as_float

_BLOCK_PX: Final = 8
# How much greater steps between blocks must be than steps within, for a picture to count as blocky.
_BLOCKY: Final = 1.25
# Steps above this many levels of 255 are edges of what is shown, not of blocks.
_EDGE: Final = 24.0
_SHARES: Final = (0.375, 0.125)


def deblocked(source: Bytes) -> Bytes:
    """Returns `source` (height, width, channels), its 8 px blocks evened out if it has them; otherwise the same."""
    if min(source.shape[:2]) < 3 * _BLOCK_PX or blockiness(source) < _BLOCKY:
        return source
    pixels = as_float(source)
    for turned in (pixels, pixels.swapaxes(0, 1)):
        _even(turned[..., :3])
    return np.clip(np.rint(pixels), 0, 255).astype(np.uint8)


def blockiness(source: Bytes) -> float:
    """Returns how much greater the small steps between blocks of 8 px are than those within; about 1 without blocks."""
    grey = as_float(source[..., :3]).mean(axis=-1)
    return min(_between(grey) / _within(grey), _between(grey.T) / _within(grey.T))


def _between(grey: FloatArray) -> float:
    return _typical(_steps(grey)[:, _BLOCK_PX - 1 :: _BLOCK_PX])


def _within(grey: FloatArray) -> float:
    return _typical(_steps(grey)[:, _BLOCK_PX // 2 - 1 :: _BLOCK_PX]) + 0.05


def _steps(grey: FloatArray) -> FloatArray:
    return as_float(np.abs(np.diff(grey, axis=1)))


def _typical(steps: FloatArray) -> float:
    return float(np.minimum(steps, _EDGE).mean())


def _even(pixels: FloatArray) -> None:
    """Spreads the step at each border between columns of blocks over two pixels to either side, in place."""
    right = np.arange(_BLOCK_PX, pixels.shape[1] - 1, _BLOCK_PX)
    gap = pixels[:, right] - pixels[:, right - 1]
    slope = (pixels[:, right + 1] - pixels[:, right] + pixels[:, right - 1] - pixels[:, right - 2]) / 2
    excess = np.where(np.abs(gap) < _EDGE, gap - slope, 0)
    for away, share in enumerate(_SHARES):
        pixels[:, right + away] -= share * excess
        pixels[:, right - 1 - away] += share * excess
