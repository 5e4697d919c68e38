"""The land seen from above: fields in patchwork, or islands ringed with shallows."""

import numpy as np

from webapp.engines.builtin.canvas import Patch
from webapp.engines.builtin.colour import mix, paint, ramp
from webapp.engines.builtin.noise import fbm
from webapp.engines.builtin.pixels import FloatArray, as_float, blur, grid, sample, slope, step
from webapp.engines.builtin.stage import Stage

_MAP = 640
_FIELDS = ("#9cb45a", "#d9c46a", "#6f9a4a", "#b8873f", "#c9d07a", "#557f45", "#e3d59a", "#8a6f45")


def paint_from_above(stage: Stage) -> None:
    """Draws a map of the land and lays it down in perspective, to the horizon."""
    stage.canvas.next_layer()
    first = int(stage.horizon)
    rows = stage.height - first
    xs, ys = grid(rows, stage.width)
    near = (ys / np.float32(max(rows, 1))) ** 1.0
    depth = 1 / (near + 0.28)
    u = as_float((xs - stage.width / 2) / np.float32(stage.unit) * depth * 0.62 * _MAP + _MAP * 4.5)
    v = as_float(_MAP * 4.3 - depth * _MAP * 0.52 + 0 * u)
    is_wet = stage.scene.has("sea", "island", "beach", "waves", "boat")
    seen = sample(_sea_map(stage) if is_wet else _field_map(stage), u, v, wraps=True)
    haze = np.exp(-ys / np.float32(rows * 0.16)) * 0.85
    seen += (stage.palette.haze - seen) * as_float(haze)[..., None]
    stage.canvas.lay(Patch(np.ones((rows, stage.width), np.float32), 0, first), as_float(np.clip(seen, 0, 1)))


def _tiled(rng: np.random.Generator, cell: float, octaves: int = 5) -> FloatArray:
    """Makes noise that repeats without a seam, by mirroring a quarter."""
    quarter = fbm(rng, _MAP // 2, _MAP // 2, cell, cell, octaves, 0.55)
    half = np.concatenate([quarter, quarter[:, ::-1]], axis=1)
    return as_float(np.concatenate([half, half[::-1]], axis=0))


def _sea_map(stage: Stage) -> FloatArray:
    rng = stage.rng("sea map")
    height = _tiled(rng, 110, 6)
    xs, ys = grid(_MAP, _MAP)
    for _ in range(stage.scene.find("island").count or 2):
        x, y, wide = rng.uniform(0.2, 0.8) * _MAP, rng.uniform(0.3, 0.7) * _MAP, rng.uniform(70, 120)
        height = height + 0.42 * np.exp(-(((xs - x) ** 2 + (ys - y) ** 2) / wide**2))
    deep, teal, pale = paint("#12558a"), paint("#2aa3b0"), paint("#9fe3d2")
    own = stage.scene.find("sea").colour
    deep = mix(deep, stage.colour_of("sea", "#12558a"), 0.8 if own else 0.0)
    stops = (
        deep,
        deep,
        mix(deep, teal, 0.4),
        teal,
        pale,
        paint("#efdcae"),
        stage.palette.leaf,
        as_float(stage.palette.leaf * 0.7),
        paint("#8a8272"),
    )
    colour = ramp(stops, as_float(np.clip((height - 0.2) * 1.1, 0, 1)))
    across, down = slope(blur(as_float(height), 1.2))
    light = np.clip(0.75 - (across + down) * 18 * step(0.66, 0.8, as_float(height)), 0, 1)
    return stage.lit(colour, as_float(light))


def _field_map(stage: Stage) -> FloatArray:
    """Draws fields: nearest-neighbour cells, each with its crop and the lines of its plough."""
    rng = stage.rng("field map")
    cells = rng.uniform(0, _MAP, (70, 2))
    xs, ys = grid(_MAP, _MAP)
    warp = (_tiled(rng, 90, 3) - 0.5) * 40
    first, second, owner = np.full((_MAP, _MAP), 1e9), np.full((_MAP, _MAP), 1e9), np.zeros((_MAP, _MAP), np.int32)
    for index, (x, y) in enumerate(cells):
        away_x, away_y = np.abs(xs - x + warp), np.abs(ys - y - warp)
        away = np.minimum(away_x, _MAP - away_x) + np.minimum(away_y, _MAP - away_y) * 1.2
        second = np.minimum(second, np.maximum(first, away))
        owner = np.where(away < first, index, owner)
        first = np.minimum(first, away)
    crops = as_float(np.stack([mix(paint(crop), stage.palette.grass, 0.35) for crop in _FIELDS]))
    turns = rng.uniform(0, np.pi, len(cells))[owner]
    furrows = np.sin((xs * np.cos(turns) + ys * np.sin(turns)) * 0.9) * 0.06
    colour = (
        crops[rng.integers(0, len(crops), len(cells))[owner]] * (1 + furrows + (_tiled(rng, 30) - 0.5) * 0.3)[..., None]
    )
    hedge = step(7.0, 2.5, as_float(second - first)) + step(0.62, 0.68, _tiled(rng, 70))
    dark = as_float(stage.palette.leaf * 0.6)
    colour = colour + (dark - colour) * np.clip(hedge, 0, 1)[..., None]
    return stage.lit(as_float(np.clip(colour, 0, 1)), 0.92)
