"""Grass and flowers, from the far field to the blades at the viewer's feet."""

import numpy as np

from webapp.engines.builtin.colour import mix, paint, turned
from webapp.engines.builtin.dabs import leaf_tones, paint_dabs
from webapp.engines.builtin.land.ridges import fold
from webapp.engines.builtin.noise import line
from webapp.engines.builtin.pixels import FloatArray, as_float
from webapp.engines.builtin.stage import Stage

_PETALS = ("#e0483a", "#f2c53d", "#f3eef0", "#d878b0", "#7d6fd0", "#f08a3c")


def paint_meadow(stage: Stage) -> None:
    """Spreads open grassland under a low, far rise."""
    rng = stage.rng("meadow")
    colour = stage.colour_of("meadow", "#000000") if stage.scene.find("meadow").colour else stage.palette.grass
    room = stage.height - stage.horizon
    for index, (low, far) in enumerate(((-0.1, 0.6), (0.0, 0.4), (0.2, 0.15), (0.52, 0.0))):
        stage.canvas.next_layer()
        wave = line(rng, stage.width, stage.unit * 0.6, 3, 0.4) * room * (0.06 if index < 2 else 0.04)
        base = stage.horizon + room * low - (stage.unit * 0.02 if index == 0 else 0)
        fold(
            stage,
            rng,
            as_float(base + wave),
            mix(colour, stage.palette.leaf, 0.5 if index == 0 else 0.0),
            far,
            index / 3,
        )


def paint_flowers(stage: Stage) -> None:
    """Scatters flowers over the ground, dots far off and open blooms near."""
    rng = stage.rng("flowers")
    named = stage.scene.find("flowers").colour
    kinds = [stage.colour_of("flowers", "#e0483a")] if named else [paint(_PETALS[at]) for at in rng.permutation(6)[:4]]
    count = int(np.clip(stage.width * (stage.height - stage.horizon) / stage.unit**2 * 3400, 200, 6000))
    near = as_float(rng.random(count) ** 0.75 * 0.9 + 0.03)
    y = stage.horizon + near * (stage.height - stage.horizon) * 0.98
    x = rng.uniform(-4, stage.width + 4, count)
    size = stage.unit * (0.0012 + 0.0085 * near**1.6) * rng.uniform(0.7, 1.3, count)
    kind = rng.integers(0, len(kinds), count)
    patches = np.sin(x / stage.unit * 11 + kind * 2.1) + np.sin(y / stage.unit * 17 + kind * 1.3) > -0.7
    for index, colour in enumerate(kinds):
        keep = (kind == index) & patches
        dabs = np.stack([x[keep], y[keep], size[keep], rng.uniform(0.35, 1, int(keep.sum()))], axis=-1)
        paint_dabs(stage, as_float(dabs[np.argsort(dabs[:, 1], kind="stable")]), leaf_tones(stage, colour), 0.7)
    _blooms(stage, rng, kinds)


def _blooms(stage: Stage, rng: np.random.Generator, kinds: list[FloatArray]) -> None:
    """Draws the nearest flowers whole: stem, petals and eye."""
    stage.canvas.next_layer()
    count = int(np.clip(30 * stage.width / stage.unit, 6, 60))
    grow = 2.3 if stage.scene.framing == "close" else 1.0
    places = sorted((rng.uniform(0.72, 1.04), rng.uniform(0, stage.width)) for _ in range(count))
    for low, x in places:
        y = stage.horizon + (stage.height - stage.horizon) * low
        size = stage.unit * 0.03 * low**2 * rng.uniform(0.75, 1.25) * grow
        colour = turned(kinds[int(rng.integers(len(kinds)))], rng.uniform(-12, 12))
        head = (x + rng.uniform(-0.6, 0.6) * size, y - size * rng.uniform(2.0, 3.4))
        stage.canvas.stroke(
            [(x, y + size), head], stage.lit(as_float(stage.palette.leaf * 0.8), 0.6), max(size * 0.14, 0.8)
        )
        _bloom(stage, rng, head, size, colour)


def _bloom(stage: Stage, rng: np.random.Generator, head: tuple[float, float], size: float, colour: FloatArray) -> None:
    """Draws a flower turned a little to the sky: two rings of pointed petals around its eye."""
    tilt, start = rng.uniform(0.55, 0.85), rng.uniform(0, 1)
    petals = int(rng.integers(7, 10)) if size < stage.unit * 0.03 else 13
    is_sunny = colour[0] > 0.7 and colour[2] < 0.45 and colour[1] > 0.5
    for ring, reach in ((0, 1.05), (1, 0.82)):
        for index in range(petals):
            turn = start + (index + ring / 2) * 2 * np.pi / petals
            light = 0.55 + 0.2 * ring - 0.3 * float(np.sin(turn)) * rng.uniform(0.6, 1.2)
            stage.canvas.polygon(_petal(head, turn, size * reach, tilt), stage.lit(colour, float(np.clip(light, 0, 1))))
    eye = paint("#5a3a22") if is_sunny else paint("#f2c53d")
    stage.canvas.disc(head[0], head[1], size * (0.42 if is_sunny else 0.27), stage.lit(eye, 0.8), squash=tilt)
    if is_sunny:
        stage.canvas.disc(head[0], head[1], size * 0.22, stage.lit(paint("#38220f"), 0.6), squash=tilt)


def _petal(head: tuple[float, float], turn: float, reach: float, tilt: float) -> list[tuple[float, float]]:
    way, aside = (float(np.cos(turn)), float(np.sin(turn))), (-float(np.sin(turn)), float(np.cos(turn)))
    shape = ((0.1, 0.0), (0.45, 0.17), (0.75, 0.16), (1.0, 0.0), (0.75, -0.16), (0.45, -0.17))
    return [
        (head[0] + (way[0] * out + aside[0] * off) * reach, head[1] + (way[1] * out + aside[1] * off) * reach * tilt)
        for out, off in shape
    ]


def paint_grass(stage: Stage) -> None:
    """Raises blades of grass along the foot of the sheet."""
    rng = stage.rng("grass")
    stage.canvas.next_layer()
    count = int(np.clip(240 * stage.width / stage.unit, 40, 500))
    base = stage.palette.grass
    for _ in range(count):
        x, low = rng.uniform(0, stage.width), rng.uniform(0.0, 0.05)
        foot = stage.height + stage.unit * (0.03 - low)
        tall, lean = stage.unit * rng.uniform(0.03, 0.085), rng.uniform(-0.4, 0.4)
        wide = stage.unit * 0.0035
        tip = (x + lean * tall, foot - tall)
        colour = stage.lit(as_float(base * rng.uniform(0.5, 1.05)), rng.uniform(0.3, 1.0))
        stage.canvas.polygon(
            [(x - wide, foot), (x + lean * tall * 0.3 - wide * 0.6, foot - tall * 0.55), tip, (x + wide, foot)], colour
        )
