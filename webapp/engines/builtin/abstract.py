"""Where the words name nothing that can be drawn, their sound gives form: colour and shape from the hash."""

import numpy as np

from webapp.engines.builtin.canvas import curve, round_points
from webapp.engines.builtin.colour import mix, paint, ramp, turned
from webapp.engines.builtin.noise import coarse_fbm
from webapp.engines.builtin.pixels import FloatArray, as_float, grid
from webapp.engines.builtin.stage import Stage
from webapp.engines.builtin.vocabulary import COLOURS
from webapp.engines.builtin.words import digest

_SETS = (
    "#f2e8d5 #e4572e #17bebb #ffc914 #2e282a", "#f6efe2 #2d4f6c #d96c4f #e9b872 #6b9080",
    "#efe6dd #7d4f9e #f0806a #f5c26b #24324a", "#f4ede4 #0f7173 #e9724c #e7d7a1 #272932",
    "#ece5d8 #b5446e #525b9e #f2b950 #3f6a55", "#f3eadf #33658a #f26419 #f6ae2d #2f4858",
)  # fmt: skip


def paint_abstract(stage: Stage) -> None:
    """Composes a ground and one bold form for each word, balanced about a third."""
    rng = stage.rng("abstract")
    colours = _colours(stage)
    _ground(stage, rng, colours)
    words = [*stage.scene.unknown, "line", "circle", "field", "arc", "weight", "shore", "song", "edge"][:9]
    for index, word in enumerate(words):
        stage.canvas.next_layer()
        form = np.random.Generator(np.random.PCG64([digest(word), stage.seed]))
        _FORMS[(digest(word) + index) % len(_FORMS)](
            stage, form, colours[1 + (index + digest(word)) % (len(colours) - 1)]
        )


def _colours(stage: Stage) -> list[FloatArray]:
    chosen = [paint(name) for name in _SETS[stage.scene.key % len(_SETS)].split()]
    if stage.scene.colours:
        named = [paint(COLOURS[name]) for name in stage.scene.colours[:4]]
        spread = [
            turned(colour, turn, 0.9, light) for colour in named for turn, light in ((0, 1.0), (12, 1.25), (-14, 0.6))
        ]
        chosen = [mix(named[0], paint("#f6efe2"), 0.72), *spread, mix(named[0], paint("#24242c"), 0.75)]
    if stage.palette.dark > 0.5:
        chosen = [mix(chosen[-1], stage.palette.sky[0], 0.6), *chosen[1:-1], chosen[0]]
    return chosen


def _ground(stage: Stage, rng: np.random.Generator, colours: list[FloatArray]) -> None:
    cloud = coarse_fbm(rng, stage.width, stage.height, stage.unit * 0.5, stage.unit * 0.4, 4, shrink=4)
    soft = mix(colours[0], colours[2], 0.25)
    stage.canvas.px[...] = ramp(
        (colours[0], colours[0], soft, mix(colours[0], colours[3], 0.3)), as_float(np.clip(cloud * 1.6 - 0.4, 0, 1))
    )


def _middle(stage: Stage, rng: np.random.Generator) -> tuple[float, float]:
    return (
        float(np.clip(rng.normal(0.5 - 0.08 * stage.side, 0.2), 0.08, 0.92)) * stage.width,
        float(np.clip(rng.normal(0.48, 0.19), 0.1, 0.9)) * stage.height,
    )


def _disc(stage: Stage, rng: np.random.Generator, colour: FloatArray) -> None:
    x, y = _middle(stage, rng)
    radius = stage.unit * rng.uniform(0.1, 0.25)
    patch = stage.canvas.patch(round_points(x, y, radius, radius))
    if patch is not None:
        xs, ys = grid(*patch.mask.shape)
        light = 0.85 + 0.25 * (1 - (xs + ys) / sum(patch.mask.shape))
        stage.canvas.lay(patch, as_float(np.clip(colour * light[..., None], 0, 1)), 0.95)


def _rings(stage: Stage, rng: np.random.Generator, colour: FloatArray) -> None:
    x, y = _middle(stage, rng)
    reach = stage.unit * rng.uniform(0.16, 0.3)
    for share in np.linspace(1, 0.25, int(rng.integers(4, 8))):
        ring = round_points(x, y, reach * float(share), reach * float(share), 80)
        stage.canvas.stroke(np.concatenate([ring, ring[:1]]), colour, stage.unit * 0.009)


def _sweep(stage: Stage, rng: np.random.Generator, colour: FloatArray) -> None:
    """Draws a broad ribbon across the sheet."""
    ends = [(-0.1 * stage.width, rng.uniform(0.2, 0.9) * stage.height)]
    ends += [(share * stage.width, rng.uniform(0.15, 0.85) * stage.height) for share in (0.3, 0.65)]
    ends += [(1.1 * stage.width, rng.uniform(0.1, 0.8) * stage.height)]
    path = curve(ends, 70)
    thick = stage.unit * rng.uniform(0.03, 0.1) * (0.6 + np.sin(np.linspace(0, np.pi, 70)))
    upper, lower = path.copy(), path[::-1].copy()
    upper[:, 1] -= thick / 2
    lower[:, 1] += thick[::-1] / 2
    stage.canvas.polygon(np.concatenate([upper, lower]), colour, 0.9)


def _leaf(stage: Stage, rng: np.random.Generator, colour: FloatArray) -> None:
    """Cuts an organic form, as with scissors."""
    x, y = _middle(stage, rng)
    count = int(rng.integers(6, 10))
    turn = np.linspace(0, 2 * np.pi, count, endpoint=False) + rng.uniform(0, 6)
    reach = stage.unit * rng.uniform(0.09, 0.26, count)
    knots = [
        (x + float(np.cos(at)) * float(out), y + float(np.sin(at)) * float(out))
        for at, out in zip(turn, reach, strict=True)
    ]
    stage.canvas.polygon(curve([*knots, knots[0]], 90), colour, 0.93)


def _stripes(stage: Stage, rng: np.random.Generator, colour: FloatArray) -> None:
    x, y = _middle(stage, rng)
    angle, long = rng.uniform(0, np.pi), stage.unit * rng.uniform(0.14, 0.3)
    along = (float(np.cos(angle)) * long, float(np.sin(angle)) * long)
    for index in range(int(rng.integers(5, 9))):
        gap = stage.unit * 0.028 * index
        start = (x - along[1] / long * gap, y + along[0] / long * gap)
        stage.canvas.stroke([start, (start[0] + along[0], start[1] + along[1])], colour, stage.unit * 0.011)


def _blocks(stage: Stage, rng: np.random.Generator, colour: FloatArray) -> None:
    x, y = _middle(stage, rng)
    angle = rng.uniform(-0.3, 0.3)
    wide, tall = stage.unit * rng.uniform(0.08, 0.2), stage.unit * rng.uniform(0.12, 0.32)
    corners = as_float([(-wide, -tall), (wide, -tall), (wide, tall), (-wide, tall)]) / 2
    turn = as_float([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    stage.canvas.shaded(corners @ turn + as_float([x, y]), colour, mix(colour, paint("#ffffff"), 0.25))


_FORMS = (_disc, _sweep, _leaf, _rings, _stripes, _blocks)
