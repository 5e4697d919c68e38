"""Chooses how to close a hole: the way that would have served best for a ring beside it, which is known."""

from collections.abc import Callable
from typing import Final, TypeAlias

import cv2
import numpy as np

from webapp.engines.builtin.editing.filling.level import Flags, Taste, shrunk, widened
from webapp.engines.builtin.editing.filling.membrane import curved_over, stretched_over
from webapp.engines.builtin.editing.filling.patches import can_patch, patched
from webapp.engines.builtin.pixels import FloatArray, as_float, blur, grey

Smooth: TypeAlias = Callable[[FloatArray, Flags], FloatArray]

_TRIAL_PX: Final = 240
_RING: Final = 0.03
# From where to where the rim of a gap is looked at, so that the windows of roughness leave the gap out.
_RIM_PX: Final = (3, 8)
_MOSTLY: Final = 0.9
_EVEN: Final = 0.02
_SPOT_PX: Final = 1.5
_WINDOW: Final = (7, 7)
_TEXTURE: Final = 2.0
_GRAIN_PX: Final = 2.0
_LEAST_GRAIN: Final = 0.004


def closed(pixels: FloatArray, hole: Flags, seed: int, taste: Taste) -> tuple[FloatArray, FloatArray | None]:
    """Returns pixels (height, width, 3), 0..1, with the hole closed, and where they come from (see `Patched`).

    Something must be known. The second is None where they come from nowhere in particular.
    """
    smooth = smooth_way(pixels, hole, seed, taste)
    if smooth is not None:
        return _smoothed(pixels, hole, smooth, seed), None
    made = patched(pixels, hole, seed, taste.rows)
    return made.pixels, made.origins


def smooth_way(pixels: FloatArray, hole: Flags, seed: int, taste: Taste) -> Smooth | None:
    """Returns which smooth transition would close a ring beside the hole best; None where patches would."""
    share = min(1.0, _TRIAL_PX / max(hole.shape))
    height, width = (max(1, round(side * share)) for side in hole.shape)
    small, gap = shrunk(pixels, hole, width, height) if share < 1 else (pixels, hole)
    if can_patch(gap) and _has_edges(small, gap):
        return None
    wider = widened(gap, max(3, round(_RING * max(height, width))))
    if wider.all():
        return stretched_over
    misfits: dict[Smooth, float] = {
        way: _misfit(small, gap, wider, way(small, wider)) for way in (stretched_over, curved_over)
    }
    best = min(misfits, key=lambda way: misfits[way])
    if not can_patch(wider):
        return best
    rough = _misfit(small, gap, wider, patched(small, wider, seed, taste.rows).pixels)
    return None if rough < taste.favour * misfits[best] else best


def _smoothed(pixels: FloatArray, hole: Flags, smooth: Smooth, seed: int) -> FloatArray:
    """Returns the pixels with the hole closed by a smooth transition, and by the grain of what lies around it."""
    known = as_float(~hole)[..., None]
    share = as_float(cv2.GaussianBlur(as_float(~hole), (0, 0), _GRAIN_PX))[..., None]
    even = as_float(blur(as_float(pixels * known), _GRAIN_PX) / np.maximum(share, 1e-6))
    grain = as_float((pixels - even) * known)
    near = widened(hole, round(4 * _GRAIN_PX)) & ~hole
    if not can_patch(hole) or float(grain[near].std()) < _LEAST_GRAIN:
        return as_float(np.clip(smooth(pixels, hole), 0, 1))
    origins = patched(as_float(grain + 0.5), hole, seed).origins
    made = smooth(even, hole)
    row, column = np.nonzero(hole)
    down, right = origins[row, column].astype(np.intp).T
    made[row, column] += grain[row + down, column + right]
    return as_float(np.where(hole[..., None], np.clip(made, 0, 1), pixels))


def _has_edges(pixels: FloatArray, gap: Flags) -> bool:
    """Tells whether edges or texture lead up to the gap: what is smooth over them looks like a smear."""
    rim = widened(gap, _RIM_PX[1]) & ~widened(gap, _RIM_PX[0])
    even = as_float(np.where(gap[..., None], pixels[~gap].mean(axis=0), pixels))
    return bool(rim.any() and np.quantile(_roughness(even)[rim], _MOSTLY) > _EVEN)


def _misfit(pixels: FloatArray, gap: Flags, wider: Flags, made: FloatArray) -> float:
    """Returns how far `made` is off in the ring between `gap` and `wider`: in colour on the whole, and in texture."""
    truth = as_float(np.where(gap[..., None], made, pixels))
    ring = wider & ~gap
    colour = np.sqrt((blur(as_float(made - truth), _SPOT_PX)[ring] ** 2).mean())
    texture = np.sqrt(((_roughness(made) - _roughness(truth))[ring] ** 2).mean())
    return float(colour + _TEXTURE * texture)


def _roughness(pixels: FloatArray) -> FloatArray:
    """Returns how much the lightness varies around each pixel: its standard deviation."""
    tone = grey(pixels)
    mean, square = cv2.blur(tone, _WINDOW), cv2.blur(tone * tone, _WINDOW)
    return as_float(np.sqrt(np.maximum(square - mean * mean, 0)))
