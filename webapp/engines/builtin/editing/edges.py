"""Brings a rough selection to a picture's own edges, in little memory."""

from collections.abc import Iterator
from typing import Final

import cv2
import numpy as np

from webapp.engines.builtin.editing.opened import Bytes
from webapp.engines.builtin.pixels import FloatArray, as_float, from_bytes, grid, resize, sample

_BAND_PX: Final = 1 << 19
_WORK_PX: Final = 1024


def bands(height: int, width: int) -> Iterator[slice]:
    """Yields the rows of a picture in bands of about half a million pixels, so that large ones need little memory."""
    rows = max(1, _BAND_PX // max(1, width))
    for top in range(0, height, rows):
        yield slice(top, min(top + rows, height))


def reduced(pixels: Bytes, longest_px: int) -> Bytes:
    """Returns the picture with its longer side at most `longest_px`."""
    share = min(1.0, longest_px / max(pixels.shape[:2]))
    size = max(1, round(pixels.shape[1] * share)), max(1, round(pixels.shape[0] * share))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def stretched(small: FloatArray, rows: slice, height: int, width: int) -> FloatArray:
    """Returns the `rows` of what `small` would be at (height, width)."""
    xs, ys = grid(height, width)
    x = (xs + 0.5) * (small.shape[1] / width) - 0.5
    y = (ys[rows] + 0.5) * (small.shape[0] / height) - 0.5
    inside = np.clip(x, 0, small.shape[1] - 1), np.clip(y, 0, small.shape[0] - 1)
    shape = len(ys[rows]), width
    return sample(small, as_float(np.broadcast_to(inside[0], shape)), as_float(np.broadcast_to(inside[1], shape)))


def followed(pixels: Bytes, rough: FloatArray, reach: float = 0.008, smooth: float = 2e-4) -> FloatArray:
    """Returns `rough` (any size, 0..1) at the picture's size, its edges drawn to those of the picture's colours.

    A guided filter (He, Sun and Tang, 2010), reckoned on a copy of at most 1,024 pixels and put to work at full size
    (He and Sun, 2015). `reach` is a share of the longer side; what differs by less than the root of `smooth` is even.
    """
    height, width = pixels.shape[:2]
    guide = from_bytes(reduced(pixels, _WORK_PX))
    wanted = resize(rough, guide.shape[1], guide.shape[0])
    plane = _planes(guide, wanted, max(1, round(reach * max(guide.shape))), smooth)
    fitted = np.empty((height, width), np.float32)
    for rows in bands(height, width):
        here = stretched(plane, rows, height, width)
        fitted[rows] = (here[..., :3] * from_bytes(pixels[rows])).sum(axis=-1) + here[..., 3]
    return as_float(np.clip(fitted, 0, 1))


def _planes(guide: FloatArray, wanted: FloatArray, radius_px: int, smooth: float) -> FloatArray:
    """Returns (height, width, 4): how `wanted` follows red, green and blue around each pixel, and what is left over."""
    window = 2 * radius_px + 1, 2 * radius_px + 1
    mean, aim = as_float(cv2.blur(guide, window)), as_float(cv2.blur(wanted, window))
    spread = np.empty((*wanted.shape, 3, 3), np.float32)
    for first in range(3):
        for second in range(first, 3):
            together = cv2.blur(guide[..., first] * guide[..., second], window)
            spread[..., first, second] = spread[..., second, first] = together - mean[..., first] * mean[..., second]
    spread += np.eye(3, dtype=np.float32) * np.float32(smooth)
    shared = as_float(cv2.blur(guide * wanted[..., None], window)) - mean * aim[..., None]
    slope = as_float(np.linalg.solve(spread, shared[..., None])[..., 0])
    plane = np.concatenate([slope, (aim - (slope * mean).sum(axis=-1))[..., None]], axis=-1)
    return as_float(cv2.blur(plane, window))
