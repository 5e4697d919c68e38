"""The city from afar: rows of towers with their windows."""

import numpy as np

from webapp.engines.builtin.canvas import box
from webapp.engines.builtin.colour import mix, paint
from webapp.engines.builtin.pixels import FloatArray, as_float, resize
from webapp.engines.builtin.stage import Stage


def paint_skyline(stage: Stage) -> None:
    """Raises three rows of towers on the horizon, the farther the paler; windows shine when it is dark."""
    rng = stage.rng("city")
    foot = stage.horizon + 2 + (0 if stage.scene.has("sea", "lake", "river", "bridge", "boat") else stage.unit * 0.03)
    tallest = min(stage.horizon * 0.62, stage.unit * 0.48) * stage.scale**0.4
    centre = stage.width * (0.5 - 0.1 * stage.side)
    if stage.is_dark:
        stage.canvas.glow(centre, foot, stage.unit * 1.1, paint("#ff8f5c"), 0.75, 0.6)
    for far, share, wide in ((0.6, 0.85, 0.055), (0.36, 1.0, 0.07), (0.1, 0.6, 0.085)):
        stage.canvas.next_layer()
        x = -stage.unit * 0.03
        while x < stage.width:
            broad = stage.unit * wide * rng.uniform(0.6, 1.35)
            middle = np.exp(-(((x - centre) / (stage.unit * 0.42)) ** 2))
            tall = tallest * share * (0.22 + 0.78 * middle * rng.uniform(0.45, 1.0) + 0.16 * rng.random())
            _tower(stage, rng, x, foot, broad, float(tall), far)
            x += broad * rng.uniform(0.85, 1.15)


def _tower(stage: Stage, rng: np.random.Generator, x: float, foot: float, wide: float, tall: float, far: float) -> None:
    own = stage.scene.find("city").colour
    stones = ("#6f7f93", "#8d8a92", "#a3938a", "#5d7288", "#7d6f7c")
    stone = mix(paint(stones[int(rng.integers(5))]), stage.colour_of("city", "#6f7f93"), 0.7 if own else 0.0)
    stone = as_float(stone * (1 - 0.55 * stage.palette.dark))
    left, right = (0.95, 0.35) if stage.light_x < x else (0.35, 0.95)
    canvas, top, split = stage.canvas, foot - tall, x + wide * rng.uniform(0.55, 0.75)
    canvas.shaded(
        box(x, top, split, foot), stage.lit(stone, left, far), stage.lit(stone, left * 0.8, min(far + 0.25, 1))
    )
    canvas.shaded(
        box(split, top, x + wide, foot),
        stage.lit(as_float(stone * 0.8), right, far),
        stage.lit(stone, right * 0.7, min(far + 0.25, 1)),
    )
    kind = rng.random()
    if kind < 0.3:
        inset, rise = wide * 0.2, tall * 0.09
        canvas.polygon(box(x + inset, top - rise, x + wide - inset, top + 1), stage.lit(stone, (left + right) / 2, far))
        canvas.stroke(
            [(x + wide / 2, top - rise), (x + wide / 2, top - rise - tall * 0.16)],
            stage.lit(stone, 0.4, far),
            max(wide * 0.04, 0.7),
        )
    elif kind < 0.45:
        canvas.polygon(
            [(x, top + 1), (x + wide / 2, top - wide * 0.75), (x + wide, top + 1)], stage.lit(stone, 0.6, far)
        )
    elif kind < 0.6:
        canvas.polygon([(x, top + 1), (x, top - wide * 0.45), (x + wide, top + 1)], stage.lit(stone, 0.7, far))
    _windows(stage, rng, (x, top, wide, tall), far)


def _windows(stage: Stage, rng: np.random.Generator, tower: tuple[float, float, float, float], far: float) -> None:
    """Lays a grid of windows over a tower: some lit when it is dark, glass that holds the sky by day."""
    x, top, wide, tall = tower
    pane = max(stage.unit * 0.011, 2.2)
    columns, rows = int(wide / pane), int(tall / pane / 1.15)
    left, upper = max(int(x) + 1, 0), max(int(top) + 2, 0)
    right, lower = min(int(x + wide), stage.width), min(int(top + tall), stage.height)
    if columns < 2 or rows < 2 or right - left < 3 or lower - upper < 3:
        return
    share = 0.2 + 0.38 * stage.palette.dark
    lit = as_float(rng.random((rows, columns)) < share) * as_float(rng.uniform(0.45, 1, (rows, columns)))
    frame = np.zeros((rows * 4, columns * 4), np.float32)
    for row_at in (1, 2):
        for column_at in (1, 2):
            frame[row_at::4, column_at::4] = lit
    mask = resize(frame, right - left, lower - upper)
    warm = paint("#ffd27c") if stage.palette.dark > 0.15 else mix(stage.palette.sky[1], paint("#ffffff"), 0.4)
    strength = (0.3 + 0.7 * stage.palette.dark) * (1 - 0.65 * far)
    area = stage.canvas.px[upper:lower, left:right]
    area += (_tone(warm) - area) * np.clip(mask * np.float32(strength), 0, 1)[..., None]


def _tone(colour: FloatArray) -> FloatArray:
    return as_float(np.clip(colour, 0, 1))
