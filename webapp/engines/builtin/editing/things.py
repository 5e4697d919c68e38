"""Draws one thing on its own, with nothing behind it, to be set into another picture."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from webapp.engines.builtin.compose import Painter
from webapp.engines.builtin.pixels import FloatArray, as_float
from webapp.engines.builtin.scene import Scene
from webapp.engines.builtin.stage import stage_for
from webapp.engines.builtin.subjects.craft import paint_balloons, paint_boats
from webapp.engines.builtin.subjects.groves import paint_trees
from webapp.engines.builtin.subjects.houses import paint_houses
from webapp.engines.builtin.subjects.landmarks import paint_pagoda, paint_windmills
from webapp.engines.builtin.subjects.life import paint_birds, paint_cats, paint_people, paint_tents
from webapp.engines.builtin.subjects.towers import paint_castle, paint_lighthouse

_PAINTERS: Final[Mapping[str, Painter]] = {
    "castle": paint_castle, "lighthouse": paint_lighthouse, "windmill": paint_windmills, "pagoda": paint_pagoda,
    "house": paint_houses, "tree": paint_trees, "pine": paint_trees, "palm": paint_trees, "cactus": paint_trees,
    "boat": paint_boats, "tent": paint_tents, "person": paint_people, "cat": paint_cats, "balloon": paint_balloons,
    "birds": paint_birds,
}  # fmt: skip
_FIRST_PX: Final = 320
_MOST_PX: Final = 1600
_SOLID: Final = 0.5


@dataclass(frozen=True, slots=True)
class Thing:
    """A drawing (height, width, 3) sRGB and how much it covers (height, width), 0..1; and what of it is solid."""

    colours: FloatArray
    cover: FloatArray
    solid: tuple[slice, slice]


def names_thing(scene: Scene) -> bool:
    """Tells whether the words name first something that can stand on its own: a boat on a lake, not a lake."""
    return bool(scene.subjects) and scene.subjects[0].kind in _PAINTERS


def thing_in(scene: Scene, seed: int, size_px: tuple[int, int], side: int) -> Thing | None:
    """Draws what the words name, about as large as fits (width, height); `side` is where the light is, -1 or 1.

    None where nothing of it can be seen.
    """
    alone = replace(scene, subjects=tuple(each for each in scene.subjects if each.kind in _PAINTERS))
    first = _drawn(alone, seed, _FIRST_PX, side)
    if first is None:
        return None
    down, across = first.solid
    grown = min(size_px[0] / (across.stop - across.start), size_px[1] / (down.stop - down.start))
    return _drawn(alone, seed, int(np.clip(_FIRST_PX * grown, 64, _MOST_PX)), side)


def _drawn(scene: Scene, seed: int, sheet_px: int, side: int) -> Thing | None:
    """Draws on black and on white: what differs is what shines through."""
    black, white = (_on(scene, seed, sheet_px, side, ground) for ground in (0.0, 1.0))
    cover = as_float(np.clip(1 - (white - black).mean(axis=-1), 0, 1))
    solid = cover > _SOLID
    if not solid.any():
        return None
    rows, columns = np.flatnonzero(solid.any(axis=1)), np.flatnonzero(solid.any(axis=0))
    inside = slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)
    return Thing(as_float(np.clip(black / np.maximum(cover, 1e-3)[..., None], 0, 1)), cover, inside)


def _on(scene: Scene, seed: int, sheet_px: int, side: int, ground: float) -> FloatArray:
    stage = stage_for(scene, sheet_px, sheet_px, seed & 0xFFFF_FFFF_FFFF)
    stage.canvas.px[...] = ground
    stage.side, stage.light_x = side, sheet_px * (0.5 + 0.4 * side)
    for painter in dict.fromkeys(_PAINTERS[subject.kind] for subject in scene.subjects):
        painter(stage)
    return stage.canvas.px
