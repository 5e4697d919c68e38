"""Does to a large picture what fits in memory only for a small part of it, without seams."""

import math
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from PIL import Image

from webapp.engines.builtin.editing.opened import Bytes
from webapp.engines.types import Report

_TILE_PX: Final = 1024
# How far around a tile its own pixels reach, in pixels of the source.
_RIM_PX: Final = 16


class Place(NamedTuple):
    """Where a part of a picture lies in it, in pixels from its upper left corner; right and bottom are outside."""

    left: int
    top: int
    right: int
    bottom: int


Enlarge = Callable[[Bytes, Place, int], Bytes]
"""Makes a part (height, width, channels), which lies at a place in its picture, a whole number of times as large."""


def by_tiles(source: Bytes, size_px: tuple[int, int], enlarge: Enlarge, report: Report) -> Image.Image:
    """Returns `source` (height, width, channels) at `size_px` (width, height), not smaller than it is.

    Each tile is enlarged with a rim around it, to a whole number of times its size, and fitted to its place from there.
    Lets Stopped pass.
    """
    height, width = source.shape[:2]
    factor = math.ceil(max(size_px[0] / width, size_px[1] / height))
    made = Image.new("RGBA" if source.shape[2] == 4 else "RGB", size_px)
    tiles = list(_tiles(size_px))
    for number, tile in enumerate(tiles):
        report(number / len(tiles), "Enlarging")
        box = _scaled(tile, width / size_px[0], height / size_px[1])
        part = _around(box, width, height)
        large = enlarge(source[part.top : part.bottom, part.left : part.right], part, factor)
        within = tuple((edge - start) * factor for edge, start in zip(box, (part.left, part.top) * 2, strict=True))
        fitted = Image.fromarray(large).resize(_size(tile), Image.Resampling.LANCZOS, box=within)
        made.paste(fitted, (tile.left, tile.top))
    return made


def _tiles(size_px: tuple[int, int]) -> Iterator[Place]:
    for top in range(0, size_px[1], _TILE_PX):
        for left in range(0, size_px[0], _TILE_PX):
            yield Place(left, top, min(left + _TILE_PX, size_px[0]), min(top + _TILE_PX, size_px[1]))


def _size(place: Place) -> tuple[int, int]:
    return place.right - place.left, place.bottom - place.top


def _scaled(tile: Place, across: float, down: float) -> tuple[float, float, float, float]:
    return tile.left * across, tile.top * down, tile.right * across, tile.bottom * down


def _around(box: tuple[float, float, float, float], width: int, height: int) -> Place:
    """Returns the whole pixels of the source that a tile and its rim need."""
    return Place(
        max(0, math.floor(box[0]) - _RIM_PX),
        max(0, math.floor(box[1]) - _RIM_PX),
        min(width, math.ceil(box[2]) + _RIM_PX),
        min(height, math.ceil(box[3]) + _RIM_PX),
    )
