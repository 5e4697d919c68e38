"""Water: the sea with its swell, the still lake, and what they give back of the sky."""

import numpy as np

from webapp.engines.builtin.canvas import Patch
from webapp.engines.builtin.colour import mix, paint
from webapp.engines.builtin.noise import fbm, line
from webapp.engines.builtin.pixels import FloatArray, as_float, blur, grid, sample, step
from webapp.engines.builtin.stage import Stage


def paint_water(stage: Stage, stillness: float = 0.35) -> None:
    """Fills from the horizon to the foot with water; `stillness` 1 mirrors, 0 is open sea."""
    rng = stage.rng("water")
    first = int(np.clip(stage.horizon, 1, stage.height - 2))
    rows = stage.height - first
    stage.canvas.next_layer()
    ripples = _ripples(rng, stage, rows)
    mirror = _mirrored(stage, first, rows, ripples, stillness)
    own = _depths(stage, rows, ripples)
    water = as_float(mirror + (own - mirror) * np.float32(0.72 - 0.55 * stillness))
    water += (stage.palette.haze - water) * _haze(stage, rows)[..., None]
    water = _glitter(stage, rng, as_float(water), first, ripples)
    stage.canvas.lay(Patch(np.ones((rows, stage.width), np.float32), 0, first), as_float(np.clip(water, 0, 1)))


def _ripples(rng: np.random.Generator, stage: Stage, rows: int) -> FloatArray:
    """Makes waves that grow towards the viewer, -1..1."""
    size = 512
    tile = fbm(rng, size, size, 64, 22, 5, 0.6)
    xs, ys = grid(rows, stage.width)
    near = (ys + stage.unit * 0.012) / np.float32(stage.unit * 0.5)
    u = (xs - stage.width / 2) / np.float32(stage.unit) * 190 / (near + 0.16) + 1e4
    v = -90 / (near + 0.1) + 1e4
    mixed = 0.66 * sample(tile, as_float(u), as_float(v + 0 * u), wraps=True)
    mixed += 0.34 * sample(tile, as_float(u * 2.7), as_float(v * 3.1 + 0 * u), wraps=True)
    return as_float(np.clip((mixed - 0.5) * 3.7, -1, 1))


def _mirrored(stage: Stage, first: int, rows: int, ripples: FloatArray, stillness: float) -> FloatArray:
    """Flips what stands above the horizon and shakes it with the ripples."""
    xs, ys = grid(rows, stage.width)
    near = (ys + 2) / np.float32(max(rows, 1))
    shake = ripples * near * np.float32(stage.unit * 0.045 * (1.25 - stillness))
    stretch = min(first / max(rows, 1), 1.0) if stillness < 0.9 else 1.0
    up = np.clip(first - 1 - ys * np.float32(max(stretch, 0.6)) + shake, 0, first - 1)
    above = blur(stage.canvas.px[:first], stage.unit * 0.03 * max(0.7 - stillness, 0.0))
    return sample(above, as_float(xs + shake * 0.4), as_float(up))


def _depths(stage: Stage, rows: int, ripples: FloatArray) -> FloatArray:
    colour = stage.colour_of("sea", "#1d6a8c" if not stage.is_dark else "#16324f")
    if stage.scene.find("lake").colour:
        colour = stage.colour_of("lake", "#1d6a8c")
    _, ys = grid(rows, stage.width)
    near = step(0, 1, ys / np.float32(rows))
    far_tone = mix(colour, stage.palette.sky[-1], 0.35)
    base = far_tone + (mix(colour, paint("#0b3048"), 0.45) - far_tone) * near[..., None]
    return as_float(stage.lit(as_float(base * np.ones((1, stage.width, 1), np.float32)), 0.5 + 0.5 * ripples))


def _haze(stage: Stage, rows: int) -> FloatArray:
    _, ys = grid(rows, stage.width)
    return as_float(0.55 * np.exp(-ys / np.float32(stage.unit * 0.035)) + 0 * ys)


def _glitter(stage: Stage, rng: np.random.Generator, water: FloatArray, first: int, ripples: FloatArray) -> FloatArray:
    """Lays the path of light under the sun or the moon, and small lights on the crests."""
    rows, width = ripples.shape
    xs, ys = grid(rows, width)
    spread = stage.unit * (0.028 + 0.16 * ys / max(rows, 1))
    low = 1.0 if stage.palette.height < 0.45 or stage.palette.dark > 0.6 else 0.45
    path = np.exp(-(((xs - stage.light_x) / spread) ** 2)) * low
    spark = step(0.0, 0.55, ripples) * path * 0.95 + step(0.55, 0.95, ripples) * 0.22 * (1 - 0.6 * stage.palette.dark)
    colour = mix(stage.palette.sun, stage.palette.light, 0.45)
    return as_float(water + (colour - water) * np.clip(spark, 0, 1)[..., None])


def reflect(stage: Stage, foot: float, left: float, right: float, tall: float, opacity: float = 0.45) -> None:
    """Gives back, below `foot`, what stands on the newest layer above it between `left` and `right`."""
    canvas = stage.canvas
    first, x0, x1 = int(foot), max(int(left), 0), min(int(right), stage.width)
    rows = min(int(tall * 0.8), stage.height - first, first)
    if rows < 2 or x1 - x0 < 2 or first < 2:
        return
    newest = canvas.layers[: first + 1].max()
    above = slice(first - rows, first)
    mask = as_float(canvas.layers[above, x0:x1] == newest)[::-1]
    picture = canvas.px[above, x0:x1][::-1]
    xs, ys = grid(rows, x1 - x0)
    shake = line(stage.rng(f"reflect{first}{x0}"), rows, max(stage.unit * 0.008, 3), 2)[:, None]
    bend = as_float(xs + shake * (1 + ys * 0.035))
    fade = np.clip(1 - ys / rows, 0, 1) ** 0.8
    mask = sample(mask, bend, as_float(ys + 0 * bend)) * fade * np.float32(opacity)
    area = canvas.px[first : first + rows, x0:x1]
    area += (blur(sample(picture, bend, as_float(ys + 0 * bend)), 1.0) * 0.8 - area) * mask[..., None]
