"""Trees: broad ones with clustered leaves, pines, palms and cacti."""

import numpy as np

from webapp.engines.builtin.canvas import curve
from webapp.engines.builtin.colour import mix, paint
from webapp.engines.builtin.dabs import cluster, leaf_tones, paint_dabs
from webapp.engines.builtin.pixels import FloatArray, as_float
from webapp.engines.builtin.stage import Stage


def shadow(stage: Stage, x: float, foot: float, reach: float) -> None:
    """Lays a soft shadow on the ground, away from the light."""
    away = float(np.sign(x - stage.light_x)) or 1.0
    long = reach * (1.0 + 1.2 * (1 - stage.palette.height))
    dark = mix(stage.palette.shade, paint("#10141f"), 0.6)
    stage.canvas.disc(
        x + away * long * 0.55, foot, long, dark, 0.3 * (1 - 0.5 * stage.palette.dark), reach * 0.12, 0.16
    )


def leaf_colour(stage: Stage) -> FloatArray:
    """Gives the colour of leaves: the word's, or the season's."""
    if stage.scene.find("tree").colour:
        return stage.colour_of("tree", "#000000")
    if stage.season == "spring" and stage.scene.has("tree") and stage.rng("blossom").random() < 0.45:
        return paint("#f1b3c6")
    return stage.palette.leaf


def broad_tree(
    stage: Stage, rng: np.random.Generator, x: float, foot: float, tall: float, far: float = 0.0, hue: float = 0.0
) -> None:
    """Draws a tree with a trunk, boughs and a crown of leaves; bare boughs with snow in winter."""
    bark = stage.lit(paint("#5b4636"), 0.35, far)
    shadow(stage, x, foot, tall * 0.3)
    lean = rng.uniform(-0.06, 0.06) * tall
    crown = (x + lean, foot - tall * 0.66)
    _trunk(stage, x, foot, tall, lean, bark)
    is_bare = stage.season == "winter" and not stage.scene.find("tree").colour
    boughs = _boughs(rng, (x + lean * 0.6, foot - tall * 0.36), tall * (1 if is_bare else 0.72), 6 if is_bare else 3)
    for points, thick in boughs:
        stage.canvas.stroke(points, bark, max(thick * tall, 0.6))
    toward = (float(np.sign(stage.light_x - x)) * 0.7, -0.75)
    if is_bare:
        _frost(stage, rng, crown, tall, toward, far)
        return
    colour = mix(leaf_colour(stage), paint("#d8a23c"), max(hue, 0.0))
    parts = [cluster(rng, crown, (tall * 0.3, tall * 0.27), 260, tall * 0.03, toward)]
    for _ in range(9):
        turn, out = rng.uniform(0, 2 * np.pi), rng.uniform(0.12, 0.26)
        middle = (crown[0] + np.cos(turn) * out * tall * 1.1, crown[1] + np.sin(turn) * out * tall * 0.85)
        parts.append(cluster(rng, middle, (tall * 0.14, tall * 0.1), 110, tall * 0.0165, toward))
    parts[1:] = sorted(parts[1:], key=lambda part: -float(part[:, 1].mean()))
    paint_dabs(stage, as_float(np.concatenate(parts)), leaf_tones(stage, colour, far))


def _trunk(stage: Stage, x: float, foot: float, tall: float, lean: float, bark: FloatArray) -> None:
    wide = tall * 0.036
    left = curve(
        [(x - wide * 1.9, foot), (x - wide, foot - tall * 0.1), (x + lean - wide * 0.4, foot - tall * 0.6)], 12
    )
    right = curve(
        [(x + lean + wide * 0.4, foot - tall * 0.6), (x + wide, foot - tall * 0.1), (x + wide * 1.9, foot)], 12
    )
    lit, dim = as_float(bark * 1.25), as_float(bark * 0.7)
    is_left = stage.light_x < x
    stage.canvas.shaded(np.concatenate([left, right]), lit if is_left else dim, dim if is_left else lit, is_across=True)


def _boughs(
    rng: np.random.Generator, start: tuple[float, float], tall: float, depth: int
) -> list[tuple[FloatArray, float]]:
    """Grows boughs that fork; gives each as points and its thickness as a share of the tree."""
    made: list[tuple[FloatArray, float]] = []
    tips = [(start, -np.pi / 2, tall * 0.17, 0.03)]
    for _ in range(depth):
        grown = []
        for (x, y), angle, length, thick in tips:
            for turn in (-1, 1):
                way = angle + turn * rng.uniform(0.2, 0.55)
                end = (x + float(np.cos(way)) * length, y + float(np.sin(way)) * length)
                made.append((as_float([(x, y), end]), thick))
                grown.append((end, way, length * rng.uniform(0.68, 0.88), thick * 0.64))
        tips = grown
    return made


def _frost(
    stage: Stage,
    rng: np.random.Generator,
    crown: tuple[float, float],
    tall: float,
    toward: tuple[float, float],
    far: float,
) -> None:
    dabs = cluster(rng, crown, (tall * 0.34, tall * 0.3), 240, tall * 0.011, toward)
    paint_dabs(stage, dabs, leaf_tones(stage, paint("#eef4fb"), far), 0.6)


def pine(stage: Stage, rng: np.random.Generator, x: float, foot: float, tall: float, far: float = 0.0) -> None:
    """Draws a pine of drooping tiers, lit on one side, with snow in winter."""
    canvas = stage.canvas
    own = stage.scene.find("pine").colour or stage.scene.find("forest").colour
    colour = stage.colour_of("pine" if stage.scene.find("pine").colour else "forest", "") if own else paint("#2f6048")
    canvas.stroke([(x, foot), (x, foot - tall * 0.3)], stage.lit(paint("#4d3a2e"), 0.4, far), max(tall * 0.035, 0.8))
    dim, lit = stage.lit(as_float(colour * 0.62), 0.25, far), stage.lit(colour, 0.9, far)
    is_left = stage.light_x < x
    tiers = int(np.clip(tall / 9, 4, 9))
    for tier in range(tiers):
        low = foot - tall * (0.1 + 0.74 * tier / tiers)
        top = low - tall * (0.92 / tiers + 0.14)
        wide = tall * 0.25 * (1 - tier / tiers) ** 0.85 + tall * 0.03
        _tier(stage, rng, (x, top, low, wide), (lit, dim) if is_left else (dim, lit), far)


def _tier(
    stage: Stage, rng: np.random.Generator, shape: tuple[float, float, float, float],
    sides: tuple[FloatArray, FloatArray], far: float,
) -> None:  # fmt: skip
    x, top, low, wide = shape
    for turn, colour in zip((-1, 1), sides, strict=True):
        reach = wide * rng.uniform(0.85, 1.12)
        droop = (low - top) * 0.12
        edge = [
            (x + turn * reach, low + droop),
            (x + turn * reach * 0.62, low - droop * 0.6),
            (x + turn * reach * 0.5, low + droop * 0.7),
            (x, low - droop * 0.3),
        ]
        stage.canvas.polygon([(x, top), *edge], colour)
        if stage.season == "winter":
            cap = [(x, top), edge[0], (x + turn * reach * 0.55, low - droop * 2.2), (x, top + (low - top) * 0.55)]
            stage.canvas.polygon(cap, stage.lit(paint("#f4f8fd"), 0.9 if colour is sides[0] else 0.5, far), 0.92)


def palm(stage: Stage, rng: np.random.Generator, x: float, foot: float, tall: float, far: float = 0.0) -> None:
    """Draws a palm: a bowed trunk and arching fronds."""
    lean = rng.choice([-1.0, 1.0]) * tall * rng.uniform(0.1, 0.28)
    trunk = curve([(x, foot), (x + lean * 0.25, foot - tall * 0.45), (x + lean, foot - tall * 0.84)], 16)
    bark = stage.lit(paint("#7d6248"), 0.5, far)
    for index in range(15):
        stage.canvas.stroke(trunk[index : index + 2], bark, max(tall * (0.05 - 0.0016 * index), 0.8))
    colour = stage.colour_of("palm", "#3f8f4f")
    head = (float(trunk[-1][0]), float(trunk[-1][1]))
    for index, angle in enumerate(np.linspace(-3.5, 0.36, 10)):
        light = 0.35 + 0.6 * (index % 2)
        _frond(
            stage,
            head,
            float(angle) + rng.uniform(-0.12, 0.12),
            tall * rng.uniform(0.36, 0.46),
            stage.lit(colour, light, far),
        )


def _frond(stage: Stage, head: tuple[float, float], angle: float, long: float, colour: FloatArray) -> None:
    reach, rise = float(np.cos(angle)) * long, float(np.sin(angle)) * long * 0.75
    drop = long * 0.42
    x, y = head
    upper = curve([(x, y), (x + reach * 0.5, y + rise * 0.95 - drop * 0.1), (x + reach, y + rise * 0.6 + drop)], 14)
    lower = curve([(x + reach, y + rise * 0.6 + drop), (x + reach * 0.5, y + rise * 0.5 + drop * 0.22), (x, y)], 14)
    lower[1::2, 1] += long * 0.07
    stage.canvas.polygon(np.concatenate([upper, lower]), colour)


def cactus(stage: Stage, rng: np.random.Generator, x: float, foot: float, tall: float) -> None:
    """Draws a saguaro with raised arms."""
    lit, dim = (stage.lit(stage.colour_of("cactus", "#4f8a55"), light) for light in (1.0, 0.2))
    shadow(stage, x, foot, tall * 0.25)
    thick = tall * 0.13
    arms = [(x, foot, x, foot - tall)]
    for side, low in ((-1, 0.36), (1, 0.48)):
        bend, knee = x + side * tall * 0.21, foot - tall * low
        arms += [(x, knee, bend, knee - tall * 0.03), (bend, knee, bend, knee - tall * rng.uniform(0.22, 0.36))]
    for index, (x0, y0, x1, y1) in enumerate(arms):
        wide = thick if index == 0 else thick * 0.66
        stage.canvas.stroke([(x0, y0), (x1, y1)], dim, wide)
        shift = wide * 0.2 * (1 if stage.light_x > x else -1)
        stage.canvas.stroke([(x0 + shift, y0 - wide * 0.1), (x1 + shift, y1)], lit, wide * 0.5)
