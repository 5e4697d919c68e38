"""Boats on the water and balloons in the air."""

from typing import Final

import numpy as np

from webapp.engines.builtin.canvas import Patch, curve, placed
from webapp.engines.builtin.colour import mix, paint
from webapp.engines.builtin.land.water import reflect
from webapp.engines.builtin.pixels import FloatArray, as_float, grid, step
from webapp.engines.builtin.stage import Stage

_CLOTHS = (
    "#d8402f #f3e3c3",
    "#2d6f9e #f0d27a",
    "#e8963a #7a2f4a",
    "#5a9a6a #f3ead2",
    "#8a4fa0 #f5b8a0",
    "#e2b93c #c8482f",
)
_MAIN_SAIL: Final = ((0.05, -1.33), (-0.44, -0.23), (0.05, -0.2))
_FORE_SAIL: Final = ((0.08, -1.18), (0.1, -0.21), (0.525, -0.19))


def paint_boats(stage: Stage) -> None:
    """Sails as many boats as the words say, the farther ones smaller, each with its reflection."""
    rng = stage.rng("boats")
    count = stage.scene.find("boat").count or 1
    room = stage.height - stage.horizon
    places = []
    for index in range(count):
        near = (0.3 if count == 1 else rng.uniform(0.06, 0.4)) * (1.3 if stage.scene.framing == "close" else 1)
        share = (0.36 if stage.side > 0 else 0.64) if count == 1 else (index + rng.uniform(0.3, 0.7)) / count
        places.append((stage.width * share, stage.horizon + room * near, 0.35 + 1.5 * near))
    for x, foot, size in sorted(places, key=lambda place: place[1]):
        stage.canvas.next_layer()
        wide = min(stage.unit * 0.21, stage.width * 0.8 / count) * size * stage.scale
        _boat(stage, rng, x, foot, wide, 0.3 * (1 - min(size, 1)))
        reflect(stage, foot + wide * 0.03, x - wide * 0.8, x + wide * 0.8, wide * 1.3)


def _boat(stage: Stage, rng: np.random.Generator, x: float, foot: float, wide: float, far: float) -> None:
    canvas, turn = stage.canvas, (1 if rng.random() < 0.5 else -1)
    named = stage.scene.find("boat").colour
    own = paint(("#8a3b2e", "#27465f", "#f1ead8")[int(rng.integers(3))])
    hull = stage.colour_of("boat", "#8a3b2e") if named else own
    cloth = mix(hull, paint("#ffffff"), 0.8) if named else paint("#f8f2e2")
    mast = placed(((0.05, -0.13), (0.05, -1.35)), x, foot, wide, turn)
    canvas.stroke(mast, stage.lit(paint("#5b4030"), 0.5, far), max(wide * 0.022, 0.7))
    _sail(stage, placed(_MAIN_SAIL, x, foot, wide, turn), cloth, far, turn)
    _sail(stage, placed(_FORE_SAIL, x, foot, wide, turn), cloth, far, -turn)
    keel = curve(placed(((0.4, 0.0), (0.49, -0.08), (0.56, -0.16)), x, foot, wide, turn), 8)
    body = np.concatenate([as_float(placed(((-0.5, -0.13), (-0.42, 0.0)), x, foot, wide, turn)), keel])
    canvas.shaded(body, stage.lit(hull, 0.95, far), stage.lit(as_float(hull * 0.55), 0.3, far))
    trim = placed(((-0.5, -0.13), (0.56, -0.16)), x, foot, wide, turn)
    canvas.stroke(trim, stage.lit(paint("#f6efdf"), 0.9, far), max(wide * 0.02, 0.6))
    wake = stage.lit(paint("#eef6f8"), 0.8, far)
    canvas.disc(x, foot + wide * 0.012, wide * 0.52, wake, 0.35, wide * 0.012, 0.05)


def _sail(stage: Stage, corners: list[tuple[float, float]], cloth: FloatArray, far: float, turn: int) -> None:
    (x0, y0), (x1, y1), (x2, y2) = corners
    bulge = abs(x1 - x0) * 0.16 + abs(x2 - x0) * 0.05
    belly = curve([(x0, y0), ((x0 + x1) / 2 - bulge * turn, (y0 + y1) / 2), (x1, y1)], 14)
    lit, dim = stage.lit(cloth, 1, far), stage.lit(cloth, 0.45, far)
    points = [*map(tuple, belly.tolist()), ((x1 + x2) / 2, max(y1, y2) + bulge * 0.2), (x2, y2)]
    is_left = stage.light_x < x0
    stage.canvas.shaded(points, lit if is_left else dim, dim if is_left else lit, is_across=True)


def paint_balloons(stage: Stage) -> None:
    """Floats as many balloons as the words say, at different distances."""
    rng = stage.rng("balloons")
    count = stage.scene.find("balloon").count or 1
    biggest = (
        min(stage.unit * (0.19 if count == 1 else 0.15), stage.width * 0.42, stage.horizon * 0.36) * stage.scale**0.7
    )
    places: list[tuple[float, float, float]] = []
    for index in range(count):
        size = biggest * (1.0 if index == 0 else rng.uniform(0.34, 0.7) * min(1, (5 / count) ** 0.4))
        places.append((size, *_free_place(stage, rng, size, places)))
    for size, x, y in sorted(places):
        stage.canvas.next_layer()
        _balloon(stage, rng, x, y, size, 0.5 * (1 - size / biggest))


def _free_place(
    stage: Stage, rng: np.random.Generator, size: float, taken: list[tuple[float, float, float]]
) -> tuple[float, float]:
    """Finds room for a balloon: of several places, the one with the most air around it."""
    if not taken:
        return stage.width * (0.37 if stage.side > 0 else 0.63), max(
            rng.uniform(0.38, 0.46) * stage.horizon, size * 1.05
        )
    best, most = (0.0, 0.0), -1e9
    for _ in range(40):
        edge = min(size * 0.95, stage.width * 0.4)
        x, y = rng.uniform(edge, stage.width - edge), rng.uniform(0.1, 0.85) * stage.horizon
        room = min(np.hypot(x - left, (y - top) * 0.8) - (size + other) * 1.15 for other, left, top in taken)
        if room + rng.uniform(0, 0.4) * size > most:
            best, most = (float(x), float(max(y, size * 1.05))), room
    return best


def _balloon(stage: Stage, rng: np.random.Generator, x: float, y: float, size: float, far: float) -> None:
    """Draws one: a striped envelope, round above and drawn in below, with its basket."""
    canvas = stage.canvas
    turn = np.linspace(0, 2 * np.pi, 64)
    up = np.cos(turn)
    wide = np.where(up > -0.2, 1.0, 1.0 - 0.5 * np.clip((-up - 0.2) / 0.8, 0, 1) ** 1.3)
    tall = np.where(up > 0, up, up * 1.28) * size * 0.92
    patch = canvas.patch(as_float(np.stack([x + np.sin(turn) * size * 0.86 * wide, y - tall], axis=-1)))
    rope = stage.lit(paint("#4a3a30"), 0.4, far)
    for side in (-1, 1):
        canvas.stroke(placed(((0.3, 1.11), (0.13, 1.47)), x, y, size, side), rope, max(size * 0.014, 0.5))
    basket = placed(((-0.15, 1.45), (0.15, 1.45), (0.12, 1.65), (-0.12, 1.65)), x, y, size)
    canvas.shaded(basket, stage.lit(paint("#a8763f"), 0.9, far), stage.lit(paint("#6d4526"), 0.4, far))
    if patch is not None:
        canvas.lay(patch, _envelope(stage, rng, patch, (x, y, size), far))
    if stage.is_dark:
        canvas.glow(x, y + size * 1.17, size * 1.3, paint("#ffb95c"), 0.7)


def _envelope(
    stage: Stage, rng: np.random.Generator, patch: Patch, ball: tuple[float, float, float], far: float
) -> FloatArray:
    """Gives the colours of the cloth over a patch: gores that narrow with the form, a band, the light on it."""
    x, y, size = ball
    xs, ys = grid(*patch.mask.shape)
    v = (ys + patch.y - y) / np.float32(size)
    girth = np.sqrt(np.clip(1 - np.clip(v / 1.22, -1, 1) ** 2, 0.02, 1)) * 0.88
    u = np.clip((xs + patch.x - x) / np.float32(size) / girth, -1, 1)
    gore = (np.arcsin(u) / np.pi + 0.5) * 8
    colour = as_float(np.stack(_cloth(stage, rng)))[
        np.where(np.abs(v - 0.12) < 0.1, 2, np.floor(gore).astype(np.int32) % 2)
    ]
    facing = 0.55 + 0.42 * u * float(np.sign(stage.light_x - x)) - 0.3 * v
    seam = 1 - 0.14 * step(0.1, 0.0, as_float(gore % 1))
    return as_float(np.clip(stage.lit(as_float(colour * seam[..., None]), as_float(np.clip(facing, 0, 1)), far), 0, 1))


def _cloth(stage: Stage, rng: np.random.Generator) -> list[FloatArray]:
    named = stage.scene.find("balloon").colour
    if named:
        colour = stage.colour_of("balloon", "#d8402f")
        return [colour, mix(colour, paint("#fff3dc"), 0.75), mix(colour, paint("#20202c"), 0.35)]
    first, second = _CLOTHS[int(rng.integers(len(_CLOTHS)))].split()
    return [paint(first), paint(second), mix(paint(first), paint("#2b2430"), 0.3)]
