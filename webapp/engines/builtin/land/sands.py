"""The desert: sheets of sand in knife-edged dunes, and rock far off."""

import numpy as np

from webapp.engines.builtin.colour import mix, paint
from webapp.engines.builtin.land.ridges import below
from webapp.engines.builtin.noise import fbm, line, peaks
from webapp.engines.builtin.pixels import FloatArray, as_float, blur, grid, step
from webapp.engines.builtin.stage import Site, Stage


def paint_sands(stage: Stage) -> None:
    """Draws mesas on the horizon of a desert, then dune before dune, each with its bright and its shaded face."""
    rng = stage.rng("sands")
    colour = stage.colour_of("dunes" if stage.scene.has("dunes") else "desert", "#dda35f")
    if stage.scene.has("desert") and not stage.scene.has("mountains", "dunes"):
        _mesas(stage, rng)
    is_tall = stage.scene.has("dunes")
    room = stage.height - stage.horizon
    for index in range(5):
        stage.canvas.next_layer()
        near = index / 4
        rise = stage.unit * ((0.06 + 0.1 * near) if is_tall else (0.015 + 0.03 * near))
        base = stage.horizon + room * 0.86 * near**1.5 - rise * (0.7 if index else 0.2)
        _dune(stage, rng, base, rise, colour, near)
    stage.sites.append(Site(stage.width * (0.36 if stage.side > 0 else 0.64), stage.horizon + room * 0.34, 1.0))


def _mesas(stage: Stage, rng: np.random.Generator) -> None:
    stage.canvas.next_layer()
    steps = peaks(rng, stage.width, stage.unit * 0.25, 3)
    flat = step(0.5, 0.56, steps) * 0.7 + step(0.64, 0.69, steps) * 0.3
    top = as_float(stage.horizon + 2 - stage.unit * 0.15 * flat - stage.unit * 0.004 * line(rng, stage.width, 20, 3))
    found = below(stage, top, stage.horizon + stage.unit * 0.03)
    if found is None:
        return
    patch, depth = found
    height, width = depth.shape
    strata = fbm(rng, width, height, stage.unit * 0.5, stage.unit * 0.02, 4, 0.6)
    columns = fbm(rng, width, height, stage.unit * 0.025, stage.unit * 0.3, 3)
    rock = mix(paint("#b5613c"), paint("#8a4a3c"), 0.3)
    tone = as_float(rock * (0.75 + 0.5 * strata)[..., None])
    stage.canvas.lay(patch, np.clip(stage.lit(tone, np.clip(columns * 1.6 - 0.3, 0, 1), 0.38), 0, 1))


def _dune(stage: Stage, rng: np.random.Generator, base: float, rise: float, colour: FloatArray, near: float) -> None:
    """Draws one dune: from each crest an edge winds down, bright on the side of the light."""
    width = stage.width
    cell = stage.unit * (0.4 + 0.5 * near)
    top = as_float(base - rise * (0.5 + 0.8 * line(rng, width, cell, 2, 0.3)))
    found = below(stage, blur(top[None, :], stage.unit * 0.004)[0], stage.height)
    if found is None:
        return
    patch, depth = found
    height, _ = depth.shape
    xs, _ys = grid(height, width)
    facing = float(np.sign(stage.light_x - width / 2)) or 1.0
    winding = line(rng, height, stage.unit * 0.3, 3)[:, None] * stage.unit * 0.08
    shifted = np.clip(xs + depth * 0.9 * facing + winding * np.clip(depth / (rise * 2), 0, 1), 0, width - 1).astype(
        np.int32
    )
    rising = np.gradient(blur(top[None, :], stage.unit * 0.012)[0])[shifted] * facing
    shaded = step(-0.015, 0.03, as_float(-rising)) * np.exp(-np.maximum(depth, 0) / np.float32(rise * 3.5))
    ripples = fbm(rng, width, height, stage.unit * 0.1, stage.unit * (0.006 + 0.012 * near), 3) - 0.5
    light = np.clip(0.95 - 0.8 * shaded + ripples * 0.35 * near - 0.15 * step(0, rise * 4, depth), 0, 1)
    cool = mix(colour, paint("#7a4a5c"), 0.35)
    sand = colour + (cool - colour) * (shaded * 0.8)[..., None]
    stage.canvas.lay(patch, np.clip(stage.lit(as_float(sand), as_float(light), 0.55 * (1 - near) ** 1.5), 0, 1))
