"""What falls and flashes between the scene and the viewer."""

import cv2
import numpy as np

from webapp.engines.builtin.colour import mix, paint
from webapp.engines.builtin.noise import coarse_fbm
from webapp.engines.builtin.pixels import FloatArray, as_float, blur, grid
from webapp.engines.builtin.stage import Stage


def paint_rainbow(stage: Stage) -> None:
    """Bends a rainbow over the land, opposite the light."""
    if not stage.scene.has("rainbow"):
        return
    xs, ys = grid(stage.height, stage.width)
    radius = min(stage.unit * 0.62, stage.horizon * 0.95)
    middle = stage.width * (0.5 + 0.1 * stage.side)
    out = (np.sqrt((xs - middle) ** 2 + (ys - stage.horizon - radius * 0.12) ** 2) / radius - 0.9) / 0.11
    hues = ("#7a4fc0", "#3f6fd8", "#3fb8c8", "#5fc45a", "#f2d83c", "#f08a32", "#d83a34")
    table = as_float(np.stack([paint(hue) for hue in hues]))
    band = np.clip(out, 0, 1) * 6
    low = np.clip(np.floor(band), 0, 5).astype(np.int32)
    colour = table[low] + (table[low + 1] - table[low]) * (band - low)[..., None]
    mask = np.clip(np.minimum(out * 6, (1 - out) * 6), 0, 1) * (ys < stage.horizon)
    area = stage.canvas.px
    area += (colour - area) * as_float(mask * 0.55)[..., None]


def paint_lightning(stage: Stage) -> None:
    """Strikes once or more from the clouds, forked, and lights the air around."""
    if not stage.scene.has("lightning"):
        return
    rng = stage.rng("lightning")
    stage.canvas.next_layer()
    for index in range(stage.scene.find("lightning").count or 1):
        x = stage.width * ((0.34 if stage.side < 0 else 0.66) if index == 0 else rng.uniform(0.1, 0.9))
        end = (x + rng.uniform(-0.12, 0.12) * stage.unit, stage.horizon)
        stage.canvas.glow(x, stage.horizon * 0.4, stage.unit * 0.75, paint("#b9b2ff"), 0.55)
        for points, thick in _bolt(rng, (x, stage.horizon * 0.06), end, stage.unit):
            _flash(stage, points, thick)


def _flash(stage: Stage, points: FloatArray, thick: float) -> None:
    width = max(stage.unit * 0.006 * thick, 0.8)
    stage.canvas.stroke(points, paint("#a9a4ff"), width * 3.2, 0.22)
    stage.canvas.stroke(points, paint("#d8d4ff"), width * 1.8, 0.5)
    stage.canvas.stroke(points, paint("#ffffff"), width)


def _bolt(
    rng: np.random.Generator, start: tuple[float, float], end: tuple[float, float], unit: float
) -> list[tuple[FloatArray, float]]:
    path = as_float([start, end])
    for level in range(6):
        middles = (path[1:] + path[:-1]) / 2 + as_float(rng.normal(0, unit * 0.05 / 1.75**level, (len(path) - 1, 2)))
        path = as_float(np.insert(path, np.arange(1, len(path)), middles, axis=0))
    bolts = [(path, 1.0)]
    for _ in range(5):
        at = int(rng.integers(len(path) // 6, len(path) * 3 // 4))
        way = as_float([rng.choice([-1, 1]) * rng.uniform(0.06, 0.2) * unit, rng.uniform(0.08, 0.25) * unit])
        twig = path[at] + np.linspace(0, 1, 12)[:, None] * way + as_float(rng.normal(0, unit * 0.008, (12, 2)))
        twig[0] = path[at]
        bolts.append((as_float(twig), 0.45))
    return bolts


def paint_fog(stage: Stage) -> None:
    """Lays banks of fog low over the land."""
    if not stage.scene.has("fog"):
        return
    rng = stage.rng("fog")
    banks = coarse_fbm(rng, stage.width, stage.height, stage.unit * 0.7, stage.unit * 0.1, 4, shrink=4)
    _, ys = grid(stage.height, stage.width)
    low = np.exp(-(((ys - stage.horizon * 1.02) / (stage.unit * 0.22)) ** 2))
    veil = np.clip(low * (0.45 + 0.8 * banks) + 0.22 * banks, 0, 0.9)
    pale = mix(stage.palette.haze, stage.palette.light, 0.3)
    area = stage.canvas.px
    area += (pale - area) * as_float(veil)[..., None]


def paint_rain(stage: Stage) -> None:
    """Draws slanting rain, fine far off and long near."""
    if not stage.scene.has("rain"):
        return
    rng = stage.rng("rain")
    streaks = np.zeros((stage.height, stage.width), np.float32)
    for count, long, weight in ((1500, 0.045, 0.55), (420, 0.1, 0.9)):
        streaks += _streaks(stage, rng, int(count * stage.width * stage.height / stage.unit**2), long) * np.float32(
            weight
        )
    pale = mix(stage.palette.haze, paint("#ffffff"), 0.55)
    area = stage.canvas.px
    area += (pale - area) * np.clip(streaks * 0.5, 0, 0.6)[..., None]


def _streaks(stage: Stage, rng: np.random.Generator, count: int, long: float) -> FloatArray:
    board = np.zeros((stage.height, stage.width), np.uint8)
    x, y = rng.uniform(-0.1, 1.1, count) * stage.width, rng.uniform(-0.1, 1, count) * stage.height
    reach = stage.unit * long * rng.uniform(0.5, 1.2, count)
    shine = rng.integers(60, 220, count)
    slant = 0.17 * stage.side
    ends = np.stack([x, y, x + reach * slant, y + reach], axis=-1).astype(np.int32)
    for (x0, y0, x1, y1), tone in zip(ends.tolist(), shine.tolist(), strict=True):
        cv2.line(board, (x0, y0), (x1, y1), tone, max(int(stage.unit * 0.0012), 1), cv2.LINE_AA)
    return as_float(board) / 255.0


def paint_snowfall(stage: Stage) -> None:
    """Lets snow fall in three depths, from specks to soft flakes."""
    if not stage.scene.has("snow"):
        return
    rng = stage.rng("snowfall")
    for count, size, soft in ((900, 0.0013, 0.0), (220, 0.0026, 0.5), (26, 0.0052, 1.5)):
        board = np.zeros((stage.height, stage.width), np.uint8)
        number = int(count * stage.width * stage.height / stage.unit**2)
        places = np.stack(
            [
                rng.uniform(0, stage.width, number),
                rng.uniform(0, stage.height, number),
                stage.unit * size * rng.uniform(0.6, 1.4, number),
            ],
            axis=-1,
        )
        for x, y, radius in (places * 16).astype(np.int32).tolist():
            cv2.circle(board, (x, y), max(radius, 8), 255, -1, cv2.LINE_AA, 4)
        flakes = blur(as_float(board) / 255.0, soft * stage.unit / 1000)
        area = stage.canvas.px
        area += (paint("#fbfdff") * (1 - 0.25 * stage.palette.dark) - area) * (flakes * 0.85)[..., None]
