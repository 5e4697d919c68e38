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
    mixed = sample(tile, as_float(u), as_float(v + 0 * u), wraps=True)
    return as_float(np.clip((mixed - 0.5) * 3.2, -1, 1))


def _mirrored(stage: Stage, first: int, rows: int, ripples: FloatArray, stillness: float) -> FloatArray:
    """Flips what stands above the horizon and shakes it with the ripples."""
    xs, ys = grid(rows, stage.width)
    near = (ys + 2) / np.float32(max(rows, 1))
    shake = ripples * near * np.float32(stage.unit * 0.045 * (1.25 - stillness))
    stretch = min(first / max(rows, 1), 1.0) if stillness < 0.9 else 1.0
    up = np.clip(first - 1 - ys * np.float32(max(stretch, 0.6)) + shake, 0, first - 1)
    return sample(stage.canvas.px[:first], as_float(xs + shake * 0.4), as_float(up))


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


def paint_waves(stage: Stage) -> None:
    """Rolls crested waves towards the viewer, larger as they come."""
    rng = stage.rng("waves")
    room = stage.height - stage.horizon
    colour = stage.colour_of("waves", "#1a6f93")
    count = stage.scene.find("waves").count or 6
    for index in range(count):
        near = (index + 0.6) / count
        tall = min(stage.unit * 0.13, room * 0.42) * (0.18 + near) * stage.scale**0.5
        stage.canvas.next_layer()
        _wave(stage, rng, stage.horizon + room * near**1.35 * 0.9, tall, colour, 0.5 * (1 - near))


def _wave(stage: Stage, rng: np.random.Generator, base: float, tall: float, colour: FloatArray, far: float) -> None:
    """Draws one wave: a skewed swell, bright through the crest, foam along it and streaks down its back."""
    xs = np.arange(stage.width, dtype=np.float32)
    length = tall * 4.6
    phase = xs / length + 0.35 * line(rng, stage.width, length * 2, 2) + rng.uniform(0, 9)
    skew = phase + 0.16 * stage.side * np.sin(2 * np.pi * phase)
    lift = np.clip(0.5 + 0.5 * np.cos(2 * np.pi * skew), 0, 1) ** 1.7 * (0.75 + 0.5 * line(rng, stage.width, length, 2))
    top = as_float(base - tall * lift + line(rng, stage.width, tall * 0.4, 3) * tall * 0.04)
    first = max(int(top.min()) - 2, 0)
    if stage.height - first < 3:
        return
    rows = stage.height - first
    _, ys = grid(rows, stage.width)
    depth = as_float(ys + first - top[None, :]) / np.float32(tall)
    ragged = fbm(rng, stage.width, rows, tall * 0.5, tall * 0.22, 4, 0.6)
    through = np.exp(-np.clip(depth, 0, 9) * 2.2) * lift[None, :]
    deep, bright = mix(colour, paint("#082a44"), 0.5), mix(colour, paint("#7fd6c8"), 0.65)
    body = deep + (bright - deep) * np.clip(through * 0.95 + (ragged - 0.5) * 0.5, 0, 1)[..., None]
    body = stage.lit(as_float(body), np.clip(0.45 + through + (ragged - 0.5), 0, 1), far)
    crest = (
        step(0.5, 0.2, as_float(depth * 1.6 - lift[None, :] * 0.75 + ragged * 0.75)) * step(0.2, 0.55, lift)[None, :]
    )
    streaks = step(0.62, 0.72, ragged) * np.exp(-np.clip(depth, 0, 9) * 0.9) * 0.55
    foam = np.clip(crest + streaks, 0, 1)[..., None]
    body += (stage.lit(paint("#fbfdfc"), as_float(0.55 + 0.45 * ragged), far * 0.6) - body) * foam
    stage.canvas.lay(Patch(np.clip(depth * tall + 0.5, 0, 1), 0, first), np.clip(body, 0, 1))


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
