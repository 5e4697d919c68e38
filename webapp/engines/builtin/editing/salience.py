"""Tells what stands out in a picture: what no even way leads to from its rim, and what its rim does not look like."""

from typing import Final

import cv2
import numpy as np

from webapp.engines.builtin.colour import oklab
from webapp.engines.builtin.editing.edges import reduced
from webapp.engines.builtin.editing.opened import Bytes
from webapp.engines.builtin.pixels import FloatArray, as_float, blur, from_bytes

_LOOK_PX: Final = 160
_BAND: Final = 0.08
_SWEEPS: Final = 3
_STRANGE: Final = 0.55


def salience(pixels: Bytes) -> FloatArray:
    """Returns how much each pixel stands out, 0..1, on a copy of at most 160 pixels.

    After Zhang et al., Minimum Barrier Salient Object Detection at 80 FPS (2015): the least step that a way to the rim
    must climb, and how unlike the rim a colour is. The rim itself counts only where it looks like the rest of it, so
    that a person may touch it.
    """
    lab = oklab(from_bytes(cv2.medianBlur(reduced(pixels, _LOOK_PX), 3)))
    strange = _strangeness(lab)
    barrier = _barriers(lab, _seeds(strange)).sum(axis=-1)
    together = _evened(barrier) + _evened(strange)
    return _evened(blur(as_float(together * _centred(together)), 1.0))


def _evened(values: FloatArray) -> FloatArray:
    low, high = np.percentile(values, (2, 98))
    return as_float(np.clip((values - low) / max(float(high - low), 1e-4), 0, 1))


def _centred(values: FloatArray) -> FloatArray:
    height, width = values.shape
    xs, ys = np.linspace(-1, 1, width)[None, :], np.linspace(-1, 1, height)[:, None]
    return as_float(1 - 0.4 * np.clip(xs**2 + ys**2, 0, 1))


def _strangeness(lab: FloatArray) -> FloatArray:
    """Returns how unlike each side's rim a pixel's colour is; the side that it differs from most is let off."""
    height, width = lab.shape[:2]
    band = max(2, round(_BAND * min(height, width)))
    away = []
    for side in (lab[:band], lab[-band:], lab[:, :band], lab[:, -band:]):
        colours = side.reshape(-1, 3)
        spread = np.linalg.inv(np.cov(colours.T) + np.eye(3) * 4e-4)
        off = lab - colours.mean(axis=0)
        away.append(_evened(as_float(np.sqrt(np.einsum("...i,ij,...j", off, spread, off)))))
    sides = np.stack(away)
    return as_float(sides.sum(axis=0) - sides.max(axis=0))


def _seeds(strange: FloatArray) -> FloatArray:
    """Returns 1 on the rim where it looks like the other sides, else 0."""
    seeds = np.zeros_like(strange)
    seeds[0], seeds[-1], seeds[:, 0], seeds[:, -1] = 1, 1, 1, 1
    rim = seeds > 0
    usual = float(np.median(strange[rim]))
    seeds[rim & (strange > usual + _STRANGE)] = 0
    return seeds


def _barriers(lab: FloatArray, seeds: FloatArray) -> FloatArray:
    """Returns (height, width, 3): the least range of each channel along any way to a seed, by sweeps over the rows."""
    far = np.where(seeds[..., None] > 0, 0.0, 9.0).astype(np.float32) * np.ones_like(lab)
    high, low = lab.copy(), lab.copy()
    for _ in range(_SWEEPS):
        for turned in (False, True):
            views = [each.swapaxes(0, 1) if turned else each for each in (lab, far, high, low)]
            _sweep(*views)
            _sweep(*(each[::-1] for each in views))
    return far


def _sweep(lab: FloatArray, far: FloatArray, high: FloatArray, low: FloatArray) -> None:
    for row in range(1, len(lab)):
        top, bottom = np.maximum(high[row - 1], lab[row]), np.minimum(low[row - 1], lab[row])
        span = np.where(far[row - 1] < 9, top - bottom, 9)
        better = span < far[row]
        far[row] = np.where(better, span, far[row])
        high[row] = np.where(better, top, high[row])
        low[row] = np.where(better, bottom, low[row])
