"""Clouds: high wisps, and heaped ones built of round puffs that catch the light."""

import numpy as np

from webapp.engines.builtin.canvas import Patch
from webapp.engines.builtin.colour import mix, paint
from webapp.engines.builtin.noise import coarse_fbm, fbm
from webapp.engines.builtin.pixels import FloatArray, as_float, blur, grid, slope, step
from webapp.engines.builtin.stage import Stage


def paint_clouds(stage: Stage) -> None:
    """Draws as much cloud as the words ask for: many when named, a grey cover for rain, else a few."""
    if "clouds" in stage.scene.absent or (
        stage.scene.has("galaxy", "stars", "aurora") and not stage.scene.has("clouds")
    ):
        return
    rng = stage.rng("clouds")
    heavy = stage.scene.has("rain", "lightning")
    _wisps(stage, rng, 0.75 if heavy else 0.4)
    if heavy:
        _cover(stage, rng)
    count = stage.scene.find("clouds").count or (int(rng.integers(5, 8)) if stage.scene.has("clouds") else 0)
    if not count and not stage.is_dark and not heavy and not stage.scene.has("fog", "aurora", "planet"):
        count = int(rng.integers(1, 4))
    _heaps(stage, rng, count)


def _wisps(stage: Stage, rng: np.random.Generator, opacity: float) -> None:
    height = max(int(stage.horizon), 4)
    field = coarse_fbm(rng, stage.width, height, stage.unit * 0.55, stage.unit * 0.07, 5, shrink=2)
    _, ys = grid(height, stage.width)
    veil = step(0.5, 0.78, field) * step(0.0, 0.25, 1 - np.abs(ys / height * 2 - 0.9))
    top = mix(stage.palette.light, paint("#ffffff"), 0.3 * (1 - stage.palette.dark))
    colour = mix(top, stage.palette.sky[1], 0.25 + 0.6 * stage.palette.dark)
    stage.canvas.lay(Patch(as_float(veil), 0, 0), colour, opacity)


def _cover(stage: Stage, rng: np.random.Generator) -> None:
    """Hangs a dark, torn cover over the upper sky."""
    height = max(int(stage.horizon * 0.85), 4)
    field = coarse_fbm(rng, stage.width, height, stage.unit * 0.4, stage.unit * 0.16, 5, shrink=2)
    _, ys = grid(height, stage.width)
    veil = step(0.36, 0.66, field + 0.32 * (1 - ys / height) - 0.1) * step(1.0, 0.55, ys / height)
    dark = mix(stage.palette.sky[0], paint("#1c222e"), 0.55)
    light = mix(stage.palette.sky[2], stage.palette.light, 0.6)
    relief = np.clip((field - blur(field, stage.unit * 0.012)) * 7 + 0.4, 0, 1)[..., None]
    stage.canvas.lay(Patch(as_float(veil), 0, 0), as_float(dark + (light - dark) * relief), 0.9)


def _heaps(stage: Stage, rng: np.random.Generator, count: int) -> None:
    near = sorted(rng.uniform(0.12, 0.8, count), reverse=True)
    for index, low in enumerate(near):
        size = stage.unit * (0.34 - 0.24 * low) * rng.uniform(0.8, 1.25) * stage.scale**0.4
        x = stage.width * ((index + rng.uniform(0.2, 0.8)) / count)
        heap(stage, rng, x, stage.horizon * low, size)


def heap(stage: Stage, rng: np.random.Generator, x: float, base: float, size: float) -> None:
    """Draws one heaped cloud, `size` pixels from its middle to its side, standing on `base`."""
    left, top = max(int(x - size * 1.3), 0), max(int(base - size), 0)
    right, bottom = min(int(x + size * 1.3), stage.width), min(int(base + size * 0.25), int(stage.horizon))
    if right - left < 6 or bottom - top < 6:
        return
    bulge = _puffs(rng, right - left, bottom - top, x - left, base - top, size)
    cover = blur(step(0.0, 0.1, bulge), size * 0.008)
    rise_x, rise_y = slope(blur(bulge, size * 0.022))
    toward = as_float([np.sign(stage.light_x - x) * 0.55, -0.85 if stage.palette.height > 0.2 else -0.1])
    lit = np.clip(0.52 - (rise_x * toward[0] + rise_y * toward[1]) * size * 0.7, 0, 1)[..., None]
    bright = mix(stage.palette.light, paint("#ffffff"), 0.5 * (1 - stage.palette.dark))
    dim = mix(stage.palette.sky[2], stage.palette.shade, 0.32)
    _, ys = grid(*cover.shape)
    fade = step(base - top + size * 0.1, base - top - size * 0.22, as_float(ys + 0 * cover))
    colour = as_float(dim + (mix(bright, dim, 0.55 * stage.palette.dark) - dim) * lit)
    stage.canvas.lay(Patch(as_float(cover * fade), left, top), colour, 0.95)


def _puffs(rng: np.random.Generator, width: int, height: int, x: float, base: float, size: float) -> FloatArray:
    """Heaps half spheres, ragged by noise, and gives how far each pixel bulges (1 is `size`)."""
    xs, ys = grid(height, width)
    ragged = fbm(rng, width, height, size * 0.22, size * 0.2, 3, 0.45) - 0.5
    xs, ys = xs + ragged * size * 0.3, ys + np.flipud(ragged) * size * 0.3
    bulge = np.zeros((height, width), np.float32)
    for _ in range(22):
        along = float(np.clip(rng.normal(0, 0.42), -1, 1))
        radius = size * rng.uniform(0.13, 0.3) * (1.15 - abs(along) * 0.6)
        middle_x = x + along * size * 0.92
        middle_y = base - rng.uniform(0.05, 0.55) * size * (1 - abs(along) ** 1.4) - radius * 0.3
        inside = 1 - ((xs - middle_x) ** 2 + (ys - middle_y) ** 2) / radius**2
        bulge = np.maximum(bulge, np.sqrt(np.clip(inside, 0, 1)) * np.float32(radius / size) + 0.1 * (inside > 0))
    return as_float(bulge)
