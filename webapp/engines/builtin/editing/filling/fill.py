"""Closes the holes of a picture of any size: each in a working copy of what lies around it."""

from collections.abc import Iterator
from typing import Final, TypeAlias

import cv2
import numpy as np

from webapp.engines.builtin.editing.edges import bands, reduced, stretched
from webapp.engines.builtin.editing.filling.chosen import closed
from webapp.engines.builtin.editing.filling.level import Flags, Taste, shrunk, widened
from webapp.engines.builtin.editing.opened import Bytes
from webapp.engines.builtin.pixels import FloatArray, as_bytes, as_float, from_bytes, grid
from webapp.engines.types import Report

Area: TypeAlias = tuple[slice, slice]

_MOST_AROUND_PX: Final = 1_100_000
_MOST_HOLE_PX: Final = 70_000
_LEAST_MARGIN_PX: Final = 64
_APART: Final = 1 / 8
_MOST_PARTS: Final = 6
_LABEL_PX: Final = 512
_USUAL: Final = Taste()
_LEAST_KNOWN: Final = 0.02
_HAZE: Final = 0.06


def fill(pixels: Bytes, hole: Flags, seed: int, report: Report, taste: Taste = _USUAL) -> Bytes:
    """Returns (height, width, 3) with the hole closed; the rest stays as it is. Where all is hole, a haze is left."""
    if float((~hole).mean()) < _LEAST_KNOWN:
        return np.asarray(cv2.GaussianBlur(pixels, (0, 0), max(hole.shape) * _HAZE), dtype=np.uint8)
    made, areas = pixels.copy(), list(_areas(hole))
    for index, area in enumerate(areas):
        report(0.1 + 0.8 * index / len(areas), "Closing the gap")
        here = hole[area]
        if not here.any():  # What was closed before reached into this area, and closed it too.
            continue
        made[area][here] = _closed(np.ascontiguousarray(made[area]), here, seed, taste)[here]
        hole = hole.copy()
        hole[area] = False
    return made


def _areas(hole: Flags) -> Iterator[Area]:
    """Yields what to look at for each hole that lies apart from the others; for all at once where there are many."""
    small = reduced(np.where(hole, np.uint8(255), np.uint8(0)), _LABEL_PX) > 0
    gap = max(1, round(_APART * max(small.shape) / 2))
    count, labels = cv2.connectedComponents(widened(small, gap).astype(np.uint8))
    full = cv2.resize(labels.astype(np.uint16), hole.shape[::-1], interpolation=cv2.INTER_NEAREST)
    parts = range(1, count) if count - 1 <= _MOST_PARTS else [None]
    for part in parts:
        mine = hole if part is None else hole & (full == part)
        if mine.any():
            yield _around(mine)


def _around(hole: Flags) -> Area:
    rows, columns = np.flatnonzero(hole.any(axis=1)), np.flatnonzero(hole.any(axis=0))
    margin = max(_LEAST_MARGIN_PX, int(rows[-1] - rows[0]), int(columns[-1] - columns[0]))
    down = slice(max(0, int(rows[0]) - margin), int(rows[-1]) + margin + 1)
    return down, slice(max(0, int(columns[0]) - margin), int(columns[-1]) + margin + 1)


def _closed(pixels: Bytes, hole: Flags, seed: int, taste: Taste) -> Bytes:
    share = min(1.0, (_MOST_AROUND_PX / hole.size) ** 0.5, (_MOST_HOLE_PX / max(1, int(hole.sum()))) ** 0.5)
    if share == 1.0:
        return as_bytes(closed(from_bytes(pixels), hole, seed, taste)[0])
    height, width = (max(16, round(side * share)) for side in hole.shape)
    small, gap = shrunk(from_bytes(pixels), hole, width, height)
    made, origins = closed(small, gap, seed, taste)
    full = np.zeros_like(pixels) if origins is None else _copied(pixels, origins)
    missing = as_float(made - from_bytes(cv2.resize(full, (width, height), interpolation=cv2.INTER_AREA)))
    for rows in bands(*hole.shape):
        tone = from_bytes(full[rows]) + stretched(missing, rows, *hole.shape)
        full[rows] = np.where(hole[rows][..., None], as_bytes(as_float(tone)), pixels[rows])
    return full


def _copied(pixels: Bytes, origins: FloatArray) -> Bytes:
    """Returns the full picture, each pixel of the hole taken from where its place in the working copy was taken."""
    height, width = pixels.shape[:2]
    down, right = height / origins.shape[0], width / origins.shape[1]
    made = pixels.copy()
    xs, ys = grid(height, width)
    for rows in bands(height, width):
        column, row = np.broadcast_arrays(xs, ys[rows])
        near = (row / down).astype(np.intp), (column / right).astype(np.intp)
        moved = origins[near] * as_float([down, right])
        y, x = as_float(row + moved[..., 0]), as_float(column + moved[..., 1])
        made[rows] = cv2.remap(pixels, x, y, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REFLECT_101)
    return made
