"""Boats on the water and balloons in the air."""

import numpy as np

from webapp.engines.builtin.canvas import curve
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
    hull = (
        stage.colour_of("boat", "#8a3b2e") if named else paint(("#8a3b2e", "#27465f", "#f1ead8")[int(rng.integers(3))])
    )
    half, deck = wide / 2, foot - wide * 0.13
    keel = curve(
        [
            (x + half * 0.8 * turn, foot),
            (x + half * turn * 0.98, foot - wide * 0.08),
            (x + half * 1.12 * turn, deck - wide * 0.03),
        ],
        8,
    )
    body = [(x - half * turn, deck), (x - half * 0.85 * turn, foot), *map(tuple, keel.tolist())]
    mast = x + half * 0.1 * turn
    canvas.stroke(
        [(mast, deck), (mast, deck - wide * 1.22)], stage.lit(paint("#5b4030"), 0.5, far), max(wide * 0.022, 0.7)
    )
    cloth = mix(hull, paint("#ffffff"), 0.8) if named else paint("#f8f2e2")
    _sail(
        stage,
        [(mast, deck - wide * 1.2), (mast - half * 0.98 * turn, deck - wide * 0.1), (mast, deck - wide * 0.07)],
        cloth,
        far,
        turn,
    )
    _sail(
        stage,
        [
            (mast + half * 0.06 * turn, deck - wide * 1.05),
            (mast + half * 0.1 * turn, deck - wide * 0.08),
            (x + half * 1.05 * turn, deck - wide * 0.06),
        ],
        cloth,
        far,
        -turn,
    )
    canvas.shaded(body, stage.lit(hull, 0.95, far), stage.lit(as_float(hull * 0.55), 0.3, far))
    trim = [(x - half * turn, deck), (x + half * 1.12 * turn, deck - wide * 0.03)]
    canvas.stroke(trim, stage.lit(paint("#f6efdf"), 0.9, far), max(wide * 0.02, 0.6))
    canvas.disc(x, foot + wide * 0.012, half * 1.05, stage.lit(paint("#eef6f8"), 0.8, far), 0.35, wide * 0.012, 0.05)


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
        x, y = rng.uniform(0.07, 0.93) * stage.width, rng.uniform(0.1, 0.85) * stage.horizon
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
    outline = np.stack(
        [x + np.sin(turn) * size * 0.86 * wide, y - np.where(up > 0, up, up * 1.28) * size * 0.92], axis=-1
    )
    patch = canvas.patch(as_float(outline))
    low = y + size * 1.17
    rope = stage.lit(paint("#4a3a30"), 0.4, far)
    for side in (-1, 1):
        canvas.stroke(
            [(x + side * size * 0.3, low - size * 0.06), (x + side * size * 0.13, low + size * 0.3)],
            rope,
            max(size * 0.014, 0.5),
        )
    basket = [
        (x - size * 0.15, low + size * 0.28),
        (x + size * 0.15, low + size * 0.28),
        (x + size * 0.12, low + size * 0.48),
        (x - size * 0.12, low + size * 0.48),
    ]
    canvas.shaded(basket, stage.lit(paint("#a8763f"), 0.9, far), stage.lit(paint("#6d4526"), 0.4, far))
    if patch is None:
        return
    height, width = patch.mask.shape
    xs, ys = grid(height, width)
    v = (ys + patch.y - y) / np.float32(size)
    girth = np.sqrt(np.clip(1 - np.clip(v / 1.22, -1, 1) ** 2, 0.02, 1)) * 0.88
    u = np.clip((xs + patch.x - x) / np.float32(size) / girth, -1, 1)
    gore = np.floor((np.arcsin(u) / np.pi + 0.5) * 8).astype(np.int32)
    cloth = _cloth(stage, rng)
    band = (np.abs(v - 0.12) < 0.1) & (len(cloth) > 2)
    colour = as_float(np.stack(cloth))[np.where(band, 2 % len(cloth), gore % 2)]
    facing = 0.55 + 0.42 * u * float(np.sign(stage.light_x - x)) - 0.3 * v
    seam = 1 - 0.14 * step(0.1, 0.0, as_float(np.abs(((np.arcsin(u) / np.pi + 0.5) * 8) % 1 - 0.0)))
    canvas.lay(patch, np.clip(stage.lit(as_float(colour * seam[..., None]), np.clip(facing, 0, 1), far), 0, 1))
    if stage.is_dark:
        canvas.glow(x, low, size * 1.3, paint("#ffb95c"), 0.7)


def _cloth(stage: Stage, rng: np.random.Generator) -> list[FloatArray]:
    named = stage.scene.find("balloon").colour
    if named:
        colour = stage.colour_of("balloon", "#d8402f")
        return [colour, mix(colour, paint("#fff3dc"), 0.75), mix(colour, paint("#20202c"), 0.35)]
    first, second = _CLOTHS[int(rng.integers(len(_CLOTHS)))].split()
    return [paint(first), paint(second), mix(paint(first), paint("#2b2430"), 0.3)]
