"""Paints what the words say into the masked part of a picture, in that picture's light."""

from dataclasses import replace
from typing import Final

import cv2
import numpy as np
from PIL import Image

from webapp.engines.builtin.drawing import draw
from webapp.engines.builtin.editing.filling.fill import fill
from webapp.engines.builtin.editing.filling.level import Flags
from webapp.engines.builtin.editing.opened import Bytes, mask_of, source_of, through
from webapp.engines.builtin.editing.surroundings import cast_over, ground_like, hour_like, light_side, toned
from webapp.engines.builtin.editing.things import Thing, names_thing, thing_in
from webapp.engines.builtin.noise import coarse_fbm
from webapp.engines.builtin.pixels import FloatArray, as_bytes, as_float, from_bytes, resize, step
from webapp.engines.builtin.scene import Scene
from webapp.engines.builtin.words import read
from webapp.engines.types import EngineRequest, Report

_FEATHER: Final = 0.2
_EDGE_GRAIN: Final = 0.12
_EDGE: Final = 0.02
_TINT: Final = 0.2
_KNOWN_SHARE: Final = 0.3
_UNKNOWN_SHARE: Final = 0.9
_SMALLER: Final = tuple(0.93**step for step in range(14))
_HIGHER: Final = (0.0, 0.04, 0.1, 0.18)
_LEAST_INSIDE: Final = 0.98
_PART_PX: Final = (64, 2048)
# Of these a part of the picture shows no horizon: the ground alone, or the sky alone.
_FLAT: Final = ("sea", "lake", "waves", "beach", "desert", "dunes", "meadow", "flowers", "river", "road", "hills")
_SKY: Final = ("clouds", "stars", "sun", "moon", "rainbow", "aurora", "galaxy", "planet", "lightning", "rain", "snow")
_TALLER: Final = 2.6


def inpaint(request: EngineRequest, seed: int, report: Report) -> Image.Image:
    """Returns the picture with what the prompt names in the masked part; outside the mask it stays as it is.

    A thing that Sketchbook knows is set there whole; anything else becomes a part of a scene, in the picture's own
    colours. Raises Unsupported without a picture or a mask; lets Stopped pass.
    """
    source = source_of(request)
    mask = mask_of(request, source.size)
    pixels = np.asarray(source.convert("RGB"), dtype=np.uint8)
    if not mask.any():
        return source
    report(0.1, "Looking around it")
    behind = fill(pixels, mask > 0, seed, lambda share, words, _=None: report(0.1 + 0.5 * share, words))
    report(0.6, "Drawing")
    painted = _painted(request, seed, behind, mask > 0, report)
    report(0.9, "Blending")
    return through(mask, painted, source)


def _painted(request: EngineRequest, seed: int, behind: Bytes, hole: Flags, report: Report) -> Bytes:
    scene = read(request.prompt, request.negative_prompt)
    hour = scene.time or hour_like(behind)
    area = _area(hole)
    if names_thing(scene):
        size = area[1].stop - area[1].start, area[0].stop - area[0].start
        thing = thing_in(replace(scene, time=hour), seed, size, light_side(behind))
        if thing is not None:
            return _standing(behind, hole, area, thing)
    return _merged(behind, hole, area, _part(request, scene, hour, seed, area, behind, report), seed)


def _area(hole: Flags) -> tuple[slice, slice]:
    rows, columns = np.flatnonzero(hole.any(axis=1)), np.flatnonzero(hole.any(axis=0))
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def _standing(behind: Bytes, hole: Flags, area: tuple[slice, slice], thing: Thing) -> Bytes:
    """Returns the picture with the thing on the lower rim of the hole, as large as stays inside."""
    here = hole[area]
    colours, cover, left, top = _fitted(thing, here)
    window = np.zeros((*here.shape, 4), np.float32)
    down, across = slice(max(0, top), top + cover.shape[0]), slice(max(0, left), left + cover.shape[1])
    shown = window[down, across].shape[:2]
    off = max(0, -top), max(0, -left)
    part = slice(off[0], off[0] + shown[0]), slice(off[1], off[1] + shown[1])
    window[down, across, :3], window[down, across, 3] = colours[part], cover[part]
    share = (window[..., 3] * _inner(hole, area, _EDGE))[..., None]
    made = behind.copy()
    lit = cast_over(as_float(window[..., :3]), behind, _TINT)
    made[area] = as_bytes(as_float(lit * share + from_bytes(behind[area]) * (1 - share)))
    return made


def _fitted(thing: Thing, here: Flags) -> tuple[FloatArray, FloatArray, int, int]:
    """Returns the thing's colours and cover at their size, and where its sheet's left upper corner lies."""
    height, width = here.shape
    down, across = thing.solid
    tall, wide = down.stop - down.start, across.stop - across.start
    room = min(width / wide, height / tall)
    inside = as_float(here)
    best = (-1.0, room, 0, 0)
    for smaller in _SMALLER:
        scale = room * smaller
        solid = resize(thing.cover[thing.solid], max(1, int(wide * scale)), max(1, int(tall * scale)))
        for higher in _HIGHER:
            top = height - solid.shape[0] - int(higher * height)
            left = (width - solid.shape[1]) // 2
            if top < 0:
                continue
            kept = float((solid * inside[top : top + solid.shape[0], left : left + solid.shape[1]]).sum() / solid.sum())
            if kept > best[0] + 0.02:
                best = (kept, scale, left, top)
            if kept >= _LEAST_INSIDE:
                return _scaled(thing, *best[1:])
    return _scaled(thing, *best[1:])


def _scaled(thing: Thing, scale: float, left: int, top: int) -> tuple[FloatArray, FloatArray, int, int]:
    height, width = (max(1, round(side * scale)) for side in thing.cover.shape)
    cover = resize(thing.cover, width, height)
    colours = (
        resize(as_float(thing.colours * thing.cover[..., None]), width, height) / np.maximum(cover, 1e-3)[..., None]
    )
    down, across = thing.solid
    return as_float(colours), cover, left - round(across.start * scale), top - round(down.start * scale)


def _part(
    request: EngineRequest, scene: Scene, hour: str, seed: int, area: tuple[slice, slice], behind: Bytes, report: Report
) -> FloatArray:
    """Draws a scene that fills the area, in colours near to those around it: nearer where the words are unknown."""
    height, width = (part.stop - part.start for part in area)
    around = _around(behind, area)
    words = request.prompt if scene.subjects else f"{ground_like(around)}, {request.prompt}"
    kind = read(words).subjects[0].kind
    taller = _TALLER if kind in _FLAT or kind in _SKY else 1.0
    share = float(np.clip(1.0, _PART_PX[0] / min(height, width), _PART_PX[1] / max(height * taller, width)))
    size = {"width_px": round(width * share), "height_px": round(height * share * taller)}
    wish = replace(request, prompt=words if scene.time else f"{words}, {hour}", **size)
    drawn = draw(wish, seed, lambda part, stage, _=None: report(0.6 + 0.3 * part, stage))
    rows = round(height * share)
    drawn = resize(drawn[:rows] if kind in _SKY else drawn[-rows:], width, height)
    return toned(drawn, around, _KNOWN_SHARE if scene.subjects else _UNKNOWN_SHARE)


def _around(behind: Bytes, area: tuple[slice, slice]) -> Bytes:
    down, across = area
    tall, wide = (down.stop - down.start) // 2, (across.stop - across.start) // 2
    return behind[max(0, down.start - tall) : down.stop + tall, max(0, across.start - wide) : across.stop + wide]


def _merged(behind: Bytes, hole: Flags, area: tuple[slice, slice], part: FloatArray, seed: int) -> Bytes:
    """Returns the picture with the part in the hole, growing out of what closed it along an uneven edge."""
    height, width = part.shape[:2]
    grain = max(height, width) * _EDGE_GRAIN
    uneven = coarse_fbm(np.random.default_rng(seed), width, height, grain, grain, 4, shrink=2)
    share = step(0.25, 0.75, as_float(_inner(hole, area, _FEATHER) * (0.4 + 1.2 * uneven)))[..., None]
    made = behind.copy()
    made[area] = as_bytes(as_float(part * share + from_bytes(behind[area]) * (1 - share)))
    return made


def _inner(hole: Flags, area: tuple[slice, slice], share: float) -> FloatArray:
    """Returns 0 at the hole's rim, rising to 1 within `share` of its area's shorter side; the picture's own is none."""
    away = as_float(cv2.distanceTransform(hole.astype(np.uint8), cv2.DIST_L2, 3)[area])
    return step(0.0, max(2.0, share * min(away.shape)), away)
