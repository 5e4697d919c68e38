"""Mountains and hills: one range behind another, paler and bluer with distance."""

import numpy as np

from webapp.engines.builtin.canvas import Patch
from webapp.engines.builtin.colour import mix, paint
from webapp.engines.builtin.dabs import leaf_tones, paint_dabs
from webapp.engines.builtin.noise import fbm, line, peaks
from webapp.engines.builtin.pixels import FloatArray, as_float, blur, grid, slope, step
from webapp.engines.builtin.stage import Stage


def below(stage: Stage, top: FloatArray, bottom: float) -> tuple[Patch, FloatArray] | None:
    """Masks all below the line `top` (width,), down to `bottom`; also gives each pixel's depth under it."""
    first = max(int(top.min()) - 1, 0)
    last = min(int(np.ceil(bottom)), stage.height)
    if last - first < 2:
        return None
    _, ys = grid(last - first, stage.width)
    depth = as_float(ys + first - top[None, :])
    return Patch(np.clip(depth + 0.5, 0, 1), 0, first), depth


def paint_mountains(stage: Stage) -> None:
    """Draws three or four ranges; the nearest great one carries snow, rock and the light of the hour."""
    rng = stage.rng("mountains")
    tallest = min(stage.horizon * 0.8, stage.unit * 0.56) * (1.15 if stage.scene.framing == "close" else 1)
    colour = stage.colour_of("mountains", "#6d6f86")
    for index, (share, far) in enumerate(((0.74, 0.7), (1.0, 0.36), (0.42, 0.2))):
        stage.canvas.next_layer()
        top = _range_line(stage, rng, tallest * share, rough=index < 2)
        _range(stage, rng, top, tallest * share, colour, far, has_snow=index < 2)


def _range_line(stage: Stage, rng: np.random.Generator, tall: float, rough: bool) -> FloatArray:
    """Gives the height of the ridge in each column: a great peak on a third, lesser ones beside it."""
    xs = np.arange(stage.width, dtype=np.float32)
    jagged = peaks(rng, stage.width, stage.unit * (0.3 if rough else 0.22), 7, 0.48)
    middle = stage.width * (0.5 - stage.side * rng.uniform(0.05, 0.25))
    lift = np.exp(-((np.abs(xs - middle) / (stage.unit * 0.26)) ** 1.3)) if rough else 0.3 + 0 * xs
    return as_float(stage.horizon + 2 - tall * np.clip(0.06 + 0.42 * jagged + 0.62 * lift * (0.45 + jagged), 0, 1.15))


def _range(
    stage: Stage, rng: np.random.Generator, top: FloatArray, tall: float, colour: FloatArray, far: float, has_snow: bool
) -> None:
    found = below(stage, top, stage.horizon + 3)
    if found is None:
        return
    patch, depth = found
    _height, _width = depth.shape
    relief = _relief(rng, top, depth, stage.unit)
    across, down = slope(relief)
    facing = float(np.sign(stage.light_x - stage.width / 2)) or 1.0
    light = step(0.0, 1.0, as_float(0.5 - (across * facing + down * 0.3) * 0.9))
    rock = stage.lit(mix(colour, paint("#4a4452"), 0.2), light, far)
    if has_snow or stage.season == "winter":
        _add_snow(stage, rng, rock, depth, light, tall, far)
    mist = step(0.35, 1.05, depth / np.float32(tall)) * (0.35 + 0.5 * far)
    rock += (stage.palette.haze - rock) * mist[..., None]
    stage.canvas.lay(patch, as_float(np.clip(rock, 0, 1)))
    _rim(stage, top, far)


def _relief(rng: np.random.Generator, top: FloatArray, depth: FloatArray, unit: float) -> FloatArray:
    """Makes a height field whose spurs run down from the peaks of the line `top`."""
    height, width = depth.shape
    xs, _ = grid(height, width)
    wander = (fbm(rng, width, height, unit * 0.12, unit * 0.09, 4, 0.5) - 0.5) * 2
    spines = _spines(top, unit)
    nearest = np.full((height, width), np.float32(1e6))
    for spine, lean in zip(spines, rng.uniform(-0.35, 0.35, len(spines)), strict=True):
        path = xs - spine - lean * depth + wander * np.clip(depth * 0.6, 0, unit * 0.07)
        np.minimum(nearest, np.abs(path), out=nearest)
    folds = 1 - np.abs(2 * fbm(rng, width, height, unit * 0.06, unit * 0.09, 4, 0.42) - 1)
    return as_float(blur(as_float(-nearest * 0.5 + folds * unit * 0.03), unit * 0.0012))


def _spines(top: FloatArray, unit: float) -> list[int]:
    """Finds the columns of the main peaks: the highest place in each window."""
    reach = max(int(unit * 0.055), 2)
    found = [at for at in range(0, len(top), reach) for at in [_highest(top, at - reach, at + reach)]]
    return sorted({at for at in found if top[at] <= top[max(at - reach, 0) : at + reach + 1].min()})[:24] or [0]


def _highest(top: FloatArray, first: int, last: int) -> int:
    first = max(first, 0)
    return first + int(np.argmin(top[first : max(last, first + 1)]))


def _add_snow(
    stage: Stage,
    rng: np.random.Generator,
    rock: FloatArray,
    depth: FloatArray,
    light: FloatArray,
    tall: float,
    far: float,
) -> None:
    """Lays snow on the heights, ragged below, blue in the shade."""
    height, width = depth.shape
    reach = tall * (0.95 if stage.season == "winter" else 0.34)
    ragged = fbm(rng, width, height, stage.unit * 0.05, stage.unit * 0.035, 4, 0.6)
    line_y = stage.horizon - tall * (0.55 if stage.season != "winter" else 0.1)
    _, ys = grid(height, width)
    high = np.clip((line_y - (ys + stage.horizon + 3 - height)) / np.float32(tall * 0.4), -1, 1)
    cover = step(0.42, 0.6, as_float(ragged * 0.9 + 0.75 * high + 0.12 * light - depth / reach * 0.25))
    snow = stage.lit(paint("#f5f7fb"), as_float(0.12 + 0.9 * light), far * 0.55)
    rock += (snow - rock) * cover[..., None]


def _rim(stage: Stage, top: FloatArray, far: float) -> None:
    """Touches the crest with light where the sun stands low behind it."""
    if stage.palette.height > 0.6 or stage.palette.dark > 0.8:
        return
    xs = np.arange(0, stage.width, 2, dtype=np.float32)
    near = np.exp(-(((xs - stage.light_x) / (stage.unit * 0.3)) ** 2))
    if near.max() > 0.1:
        keep = near > 0.1
        points = np.stack([xs[keep], top[::2][keep]], axis=-1)
        stage.canvas.stroke(points, stage.palette.light, stage.unit * 0.0018, 0.5 * (1 - far))


def paint_rise(stage: Stage) -> None:
    """Draws two low, hazy rises on the horizon, so that open land has a distance."""
    rng = stage.rng("rise")
    for far, tall in ((0.78, 0.075), (0.6, 0.04)):
        stage.canvas.next_layer()
        top = stage.horizon - stage.unit * tall * (0.6 + 0.7 * line(rng, stage.width, stage.unit * 0.35, 4))
        fold(stage, rng, as_float(top), mix(stage.palette.leaf, paint("#6d7f9a"), 0.3), far, 0.0, stage.horizon + 2)


def paint_hills(stage: Stage) -> None:
    """Draws soft folds of land, one before another, down to the foot of the sheet."""
    rng = stage.rng("hills")
    colour = stage.colour_of("hills", "#000000") if stage.scene.find("hills").colour else stage.palette.grass
    folds = 5
    room = stage.height - stage.horizon
    for index in range(folds):
        stage.canvas.next_layer()
        near = index / (folds - 1)
        middle = stage.horizon - stage.unit * 0.07 * (1 - near) + room * 0.72 * near**1.6
        wave = line(rng, stage.width, stage.unit * (0.5 + 0.4 * near), 3, 0.4) * stage.unit * (0.05 + 0.05 * near)
        fold(stage, rng, as_float(middle + wave), colour, 0.62 * (1 - near) ** 1.2, near)
        if index < folds - 1 and not stage.scene.find("hills").colour:
            copses(stage, rng, as_float(middle + wave), near)


def copses(stage: Stage, rng: np.random.Generator, top: FloatArray, near: float) -> None:
    """Dots bushes and hedges along a fold of land, thickest in some places."""
    count = int(np.clip(90 * stage.width / stage.unit * (1.2 - near), 10, 260))
    x = rng.uniform(0, stage.width - 1, count)
    x = x[np.sin(x / stage.unit * 9 + near * 7) + 0.6 * np.sin(x / stage.unit * 23) > 0.1]
    size = stage.unit * (0.004 + 0.011 * near) * rng.uniform(0.6, 1.4, len(x))
    y = top[x.astype(int)] + stage.unit * (0.004 + 0.05 * near * rng.random(len(x)) ** 2)
    tone = rng.uniform(0.15, 0.75, len(x))
    dabs = np.stack([np.repeat(x, 3), np.repeat(y, 3), np.repeat(size, 3), np.repeat(tone, 3)], axis=-1)
    dabs += rng.normal(0, 1, dabs.shape) * np.stack(
        [dabs[:, 2] * 0.6, dabs[:, 2] * 0.4, dabs[:, 2] * 0.1, 0.12 + 0 * dabs[:, 2]], axis=-1
    )
    bush = (
        mix(stage.palette.leaf, paint("#2f4a3a"), 0.1 if stage.season == "autumn" else 0.35)
        if stage.season != "winter"
        else paint("#7f8f98")
    )
    paint_dabs(
        stage,
        as_float(dabs[np.argsort(dabs[:, 1], kind="stable")]),
        leaf_tones(stage, bush, 0.6 * (1 - near) ** 1.2),
        0.8,
    )


def fold(
    stage: Stage, rng: np.random.Generator, top: FloatArray, colour: FloatArray, far: float, near: float,
    bottom: float | None = None,
) -> None:  # fmt: skip
    """Draws one fold of land below `top`, with grass that follows its shape."""
    found = below(stage, top, stage.height if bottom is None else bottom)
    if found is None:
        return
    patch, depth = found
    height, width = depth.shape
    cell = stage.unit * (0.03 + 0.07 * near)
    grain = fbm(rng, width, height, cell * 3.0, cell * 0.6, 5, 0.62) - 0.5
    rise = np.gradient(blur(top[None, :], stage.unit * 0.02)[0]) * np.sign(stage.light_x - stage.width / 2)
    light = 0.62 + 0.9 * rise[None, :] + 0.9 * grain - 0.3 * step(0, stage.unit * 0.35, depth)
    light = light + 0.25 * np.exp(-np.maximum(depth, 0) / (stage.unit * 0.02))
    warm = mix(colour, paint("#d8b95a"), 0.3) if stage.season != "winter" else mix(colour, paint("#c5d4e8"), 0.5)
    ground = colour + (warm - colour) * np.clip(grain * 2.4 + 0.35, 0, 1)[..., None]
    stage.canvas.lay(patch, np.clip(stage.lit(as_float(ground), np.clip(light, 0, 1), far), 0, 1))
