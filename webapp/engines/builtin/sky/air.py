"""The open sky: its colours, the glow around the light, the sun and the moon."""

import numpy as np

from webapp.engines.builtin.canvas import round_points
from webapp.engines.builtin.colour import mix, paint, ramp
from webapp.engines.builtin.noise import coarse_fbm
from webapp.engines.builtin.pixels import FloatArray, as_float, blur, grid
from webapp.engines.builtin.stage import Stage


def paint_air(stage: Stage) -> None:
    """Fills the sheet with the sky, warmer towards the light, gently uneven as a painted wash is."""
    rng = stage.rng("air")
    xs, ys = grid(stage.height, stage.width)
    uneven = coarse_fbm(rng, stage.width, stage.height, stage.unit / 2, stage.unit / 5, 3, shrink=4) - 0.5
    t = np.clip(ys / max(stage.horizon * 1.02, 1), 0, 1) + uneven * 0.12
    distance = ((xs - stage.light_x) ** 2 + ((ys - stage.light_y) * 1.3) ** 2) / np.float32(stage.unit**2)
    t = t + np.exp(-distance * 5).astype(np.float32) * 0.12 * (1 - stage.palette.dark)
    stage.canvas.px[...] = ramp(stage.palette.sky, as_float(t))


def paint_light(stage: Stage) -> None:
    """Draws the sun, or the moon at night, with its halo."""
    scene = stage.scene
    if scene.has("lightning", "rain", "galaxy", "aurora") and not scene.has("moon", "sun"):
        return
    is_moon = scene.has("moon") or (stage.palette.dark > 0.6 and not scene.has("sun"))
    if is_moon:
        _moons(stage)
    elif "sun" not in scene.absent:
        _sun(stage)


def _sun(stage: Stage) -> None:
    canvas, palette = stage.canvas, stage.palette
    is_named = stage.scene.has("sun") or stage.time in ("sunset", "dawn")
    radius = stage.unit * (0.062 if is_named else 0.035) * stage.scale**0.5
    colour = stage.colour_of("sun", "#fffbe8") if stage.scene.find("sun").colour else palette.sun
    glow = mix(colour, palette.light, 0.7)
    canvas.glow(stage.light_x, stage.light_y, stage.unit * 0.75, glow, 0.45)
    canvas.glow(stage.light_x, stage.light_y, stage.unit * 0.3, glow, 0.5)
    canvas.glow(stage.light_x, stage.light_y, radius * 2.4, colour, 0.8)
    if stage.time != "noon" or is_named:
        canvas.next_layer()
        canvas.disc(stage.light_x, stage.light_y, radius, colour, soft_px=stage.unit * 0.0012)


def _moons(stage: Stage) -> None:
    rng = stage.rng("moon")
    size = stage.unit * (0.075 if stage.scene.has("moon") else 0.045) * stage.scale**0.5
    for index in range(max(stage.scene.find("moon").count, 1)):
        x = stage.light_x if index == 0 else rng.uniform(0.12, 0.88) * stage.width
        y = stage.light_y if index == 0 else rng.uniform(0.12, 0.6) * stage.horizon
        _moon(stage, x, max(y, size * 1.4), size * (1 if index == 0 else rng.uniform(0.4, 0.8)), rng)


def _moon(stage: Stage, x: float, y: float, radius: float, rng: np.random.Generator) -> None:
    canvas = stage.canvas
    pale = stage.colour_of("moon", "#f6f1dc")
    canvas.glow(x, y, stage.unit * 0.42, mix(pale, paint("#8fa8e8"), 0.6), 0.36)
    canvas.glow(x, y, radius * 2.6, pale, 0.5)
    patch = canvas.patch(round_points(x, y, radius, radius), stage.unit * 0.0008)
    if patch is None:
        return
    canvas.next_layer()
    marks = blur(_craters(patch.mask.shape, rng), radius * 0.05)
    canvas.lay(patch, as_float(pale * (1 - 0.22 * marks[..., None])))


def _craters(shape: tuple[int, ...], rng: np.random.Generator) -> FloatArray:
    xs, ys = grid(shape[0], shape[1])
    marks = np.zeros(shape, np.float32)
    size = max(shape)
    for _ in range(9):
        x, y, radius = rng.uniform(0.1, 0.9) * size, rng.uniform(0.1, 0.9) * size, rng.uniform(0.05, 0.18) * size
        marks = np.maximum(marks, ((xs - x) ** 2 + (ys - y) ** 2 < radius**2) * np.float32(rng.uniform(0.4, 1)))
    return as_float(marks)
