"""A street in one-point perspective: facades, lamps, and the wet road when it rains."""

import numpy as np

from webapp.engines.builtin.canvas import Point
from webapp.engines.builtin.colour import mix, paint
from webapp.engines.builtin.noise import fbm
from webapp.engines.builtin.pixels import as_float, blur, grid, step
from webapp.engines.builtin.stage import Stage
from webapp.engines.builtin.subjects.houses import window_colour

_FRONTS = ("#d8b48a", "#b9785c", "#c9c0ae", "#8f9aa3", "#d9a15c", "#a8574a", "#7f8f7a", "#e2d2b4")
_DEPTHS = (9.0, 6.4, 4.6, 3.4, 2.55, 1.95, 1.5, 1.15, 0.85, 0.6)


def paint_street(stage: Stage) -> None:
    """Draws the road to its vanishing point, a row of houses on each side, lamps before them."""
    rng = stage.rng("street")
    stage.canvas.next_layer()
    vanish = stage.width * (0.5 + 0.07 * stage.side)
    _ground(stage, vanish)
    for nearer, farther in zip(_DEPTHS[1:], _DEPTHS, strict=False):
        far = float(np.clip((farther - 1) / 11, 0, 0.7))
        stage.canvas.next_layer()
        for side in (-1, 1):
            _front(stage, rng, vanish, side, farther, nearer, far)
    _lamps(stage, vanish)
    if stage.scene.has("rain") or stage.scene.manner == "neon-punk":
        _wet(stage, rng)


def _at(stage: Stage, vanish: float, side: int, depth: float, high: float, out: float = 0.44) -> Point:
    """Projects a point: `depth` away, `high` above the ground (1 is about a storey and a half)."""
    reach = stage.unit * 0.62
    return vanish + side * reach * out * 1.45 / depth, stage.horizon + (0.24 - high * 0.5) * reach / depth * 1.3


def _ground(stage: Stage, vanish: float) -> None:
    canvas = stage.canvas
    asphalt, pavement = paint("#6a6770"), paint("#a39a90")
    left, right = 0.0, float(stage.width)
    plain = [(left, stage.horizon), (right, stage.horizon), (right, float(stage.height)), (left, float(stage.height))]
    canvas.shaded(plain, stage.lit(pavement, 0.6, 0.5), stage.lit(as_float(pavement * 0.8), 0.7))
    near = (_at(stage, vanish, -1, 0.2, 0, 0.3), _at(stage, vanish, 1, 0.2, 0, 0.3))
    canvas.shaded(
        [(vanish, stage.horizon), near[1], near[0]],
        stage.lit(asphalt, 0.7, 0.4),
        stage.lit(as_float(asphalt * 0.75), 0.55),
    )
    for index in range(9):
        z0, z1 = 0.35 * 1.45**index, 0.35 * 1.45 ** (index + 0.5)
        dash = [
            _at(stage, vanish, -1, z0, 0, 0.008),
            _at(stage, vanish, 1, z0, 0, 0.008),
            _at(stage, vanish, 1, z1, 0, 0.008),
            _at(stage, vanish, -1, z1, 0, 0.008),
        ]
        canvas.polygon(dash, stage.lit(paint("#e8dfc8"), 0.8, 0.1), 0.8)


def _front(
    stage: Stage, rng: np.random.Generator, vanish: float, side: int, farther: float, nearer: float, far: float
) -> None:
    """Draws one house front between two depths, with windows in perspective and a shop below."""
    tall = rng.uniform(1.5, 2.6)
    own = stage.scene.find("street").colour
    stone = paint(_FRONTS[int(rng.integers(len(_FRONTS)))])
    stone = mix(stone, stage.colour_of("street", "#d8b48a"), 0.6 if own else 0.0)
    light = 0.85 if (stage.light_x - vanish) * side < 0 else 0.35
    if stage.is_dark:
        stone = as_float(stone * (1 + stage.palette.dark * paint("#d9a066")))
    corners = [
        _at(stage, vanish, side, z, high) for z, high in ((farther, tall), (nearer, tall), (nearer, 0), (farther, 0))
    ]
    stage.canvas.shaded(corners, stage.lit(stone, light, far), stage.lit(as_float(stone * 0.72), light * 0.8, far))
    roof = [
        _at(stage, vanish, side, z, high)
        for z, high in ((farther, tall), (nearer, tall), (nearer, tall + 0.12), (farther, tall + 0.12))
    ]
    stage.canvas.polygon(roof, stage.lit(as_float(stone * 0.55), light, far))
    shop = paint(("#c8402f", "#2f6f7c", "#d9a035", "#3f6a4a")[int(rng.integers(4))])
    awning = [
        _at(stage, vanish, side, z, high, out)
        for z, high, out in ((farther, 0.62, 0.44), (nearer, 0.62, 0.44), (nearer, 0.47, 0.38), (farther, 0.47, 0.38))
    ]
    floors = int((tall - 0.75) / 0.42)
    for floor in range(floors + 1):
        low = 0.1 if floor == 0 else 0.32 + 0.42 * floor
        for column in range(3):
            _pane(stage, rng, vanish, side, (farther, nearer), (column, low, 0.32 if floor == 0 else 0.26), far)
    stage.canvas.polygon(awning, stage.lit(shop, 0.9, far))


def _pane(
    stage: Stage, rng: np.random.Generator, vanish: float, side: int, depths: tuple[float, float],
    place: tuple[int, float, float], far: float,
) -> None:  # fmt: skip
    column, low, tall = place
    ways = [1 / depths[0] + (1 / depths[1] - 1 / depths[0]) * ((column + share) / 3) for share in (0.22, 0.78)]
    quad = [
        _at(stage, vanish, side, 1 / way, high)
        for way, high in ((ways[0], low + tall), (ways[1], low + tall), (ways[1], low), (ways[0], low))
    ]
    is_lit = rng.random() < 0.2 + 0.3 * stage.palette.dark
    glass = window_colour(stage) if is_lit else stage.lit(paint("#39424f"), 0.5, far)
    stage.canvas.polygon(quad, mix(glass, stage.palette.haze, far * 0.5))


def _lamps(stage: Stage, vanish: float) -> None:
    iron = stage.lit(paint("#23262e"), 0.5)
    for depth in (5.2, 3.2, 2.0, 1.25, 0.8):
        for side in (-1, 1):
            foot, head = _at(stage, vanish, side, depth, 0, 0.33), _at(stage, vanish, side, depth, 0.95, 0.33)
            thick = stage.unit * 0.006 / depth
            stage.canvas.stroke([foot, head], iron, max(thick, 0.8))
            size = stage.unit * 0.016 / depth
            stage.canvas.disc(
                head[0], head[1], size, paint("#ffe9b0") if stage.palette.dark > 0.2 else paint("#eef2ee")
            )
            if stage.palette.dark > 0.2:
                stage.canvas.glow(head[0], head[1], size * 8, paint("#ffc46a"), 0.75)


def _wet(stage: Stage, rng: np.random.Generator) -> None:
    """Mirrors the street in the wet road, long and broken by puddles."""
    first = int(stage.horizon + stage.unit * 0.03)
    rows = stage.height - first
    if rows < 4 or first < 4:
        return
    _xs, ys = grid(rows, stage.width)
    source = np.clip(first - 1 - ys * 0.9, 0, first - 1).astype(np.int32)[:, 0]
    mirror = as_float(blur(as_float(stage.canvas.px[source]), stage.unit * 0.004))
    puddles = step(0.35, 0.65, fbm(rng, stage.width, rows, stage.unit * 0.3, stage.unit * 0.05, 4))
    share = (0.25 + 0.45 * puddles) * np.clip(ys / (stage.unit * 0.06), 0, 1)
    area = stage.canvas.px[first:]
    area += (mirror * 0.92 - area) * as_float(share)[..., None]
