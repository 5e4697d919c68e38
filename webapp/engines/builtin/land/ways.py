"""What winds through the land: rivers, roads and the fall of water."""

import numpy as np

from webapp.engines.builtin.canvas import Patch, curve
from webapp.engines.builtin.colour import mix, paint
from webapp.engines.builtin.land.ridges import below
from webapp.engines.builtin.noise import fbm, line
from webapp.engines.builtin.pixels import FloatArray, as_float, blur, grid, slope, step
from webapp.engines.builtin.stage import Stage


def _band(
    stage: Stage, rng: np.random.Generator, wide: float, start: float = 0.0
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Winds a band from the horizon to the viewer. Gives middle and half width in each row, and the rows' nearness."""
    first = int(stage.horizon + (stage.height - stage.horizon) * start)
    rows = max(stage.height - first, 2)
    near = np.linspace(0.0, 1.0, rows, dtype=np.float32)
    depth = 1 / (near + 0.075)
    sway = np.sin(depth * rng.uniform(0.85, 1.15) + rng.uniform(0, 0.5)) * near**0.75
    middle = stage.width * (0.5 + 0.04 * stage.side) + sway * stage.unit * 0.36 * stage.side
    return as_float(middle), as_float(stage.unit * wide * (0.012 + near**1.45)), near


def _ribbon(stage: Stage, middle: FloatArray, half: FloatArray) -> tuple[Patch, FloatArray]:
    """Masks a band; also gives, for each pixel, how far across it is (-1..1 from bank to bank)."""
    rows = len(middle)
    xs, _ = grid(rows, stage.width)
    across = (xs - middle[:, None]) / half[:, None]
    mask = np.clip((1 - np.abs(across)) * half[:, None] + 0.5, 0, 1)
    return Patch(as_float(mask), 0, stage.height - rows), as_float(across)


def paint_river(stage: Stage) -> None:
    """Winds a river through the land, holding the sky between its banks."""
    rng = stage.rng("river")
    stage.canvas.next_layer()
    middle, half, near = _band(stage, rng, 0.34)
    middle = as_float(middle + line(rng, len(middle), stage.unit * 0.05, 3) * half * 0.12)
    bank, _ = _ribbon(stage, middle, as_float(half * 1.07 + 1))
    stage.canvas.lay(bank, stage.lit(mix(stage.palette.grass, paint("#8a6b4a"), 0.65), 0.45, 0.15))
    patch, across = _ribbon(stage, middle, half)
    rows = len(middle)
    first = stage.height - rows
    source = np.clip(first - 1 - np.arange(rows) * min(first / rows, 1.0), 0, first - 1).astype(np.int32)
    sky = blur(as_float(stage.canvas.px[source]), stage.unit * 0.01) if first > 2 else stage.canvas.px[first:]
    flow = fbm(rng, stage.width, rows, stage.unit * 0.11, stage.unit * 0.012, 4, 0.6)
    own = stage.colour_of("river", "#2b7a96")
    water = sky + (stage.lit(own, 0.7) - sky) * (0.3 + 0.3 * near)[:, None, None]
    water = water * (0.82 + 0.28 * flow - 0.1 * np.abs(across) ** 3)[..., None]
    glint = step(0.62, 0.75, flow) * 0.5 * near[:, None]
    water = water + (stage.palette.light - water) * glint[..., None]
    stage.canvas.lay(patch, as_float(np.clip(water, 0, 1)))


def paint_road(stage: Stage) -> None:
    """Winds a road to the horizon: asphalt with a broken line, or an earth path when it is called one."""
    rng = stage.rng("road")
    stage.canvas.next_layer()
    middle, half, near = _band(stage, rng, 0.27)
    edge, _ = _ribbon(stage, middle, as_float(half * 1.16 + 1))
    stage.canvas.lay(edge, stage.lit(paint("#a98f68"), 0.7, 0.15), 0.9)
    patch, across = _ribbon(stage, middle, half)
    rows = len(middle)
    grain = fbm(rng, stage.width, rows, stage.unit * 0.06, stage.unit * 0.03, 4, 0.6)
    tar = stage.lit(as_float(stage.colour_of("road", "#6a6770") * (0.85 + 0.3 * grain)[..., None]), 0.75)
    tar = tar + (stage.palette.haze - tar) * (0.5 * (1 - near) ** 2)[:, None, None]
    stage.canvas.lay(patch, as_float(np.clip(tar, 0, 1)))
    dashes = (np.sin(7.5 / (near + 0.075)) > -0.1)[:, None]
    lines = np.maximum((np.abs(across) < 0.028) * dashes, (np.abs(np.abs(across) - 0.9) < 0.022) * 1.0)
    stage.canvas.lay(Patch(as_float(lines * patch.mask), 0, patch.y), stage.lit(paint("#f3ead2"), 0.9), 0.85)


def paint_waterfall(stage: Stage) -> None:
    """Raises a rock wall cut by falling water, with spray over the pool at its foot."""
    rng = stage.rng("waterfall")
    stage.canvas.next_layer()
    middle = stage.width * (0.5 - 0.09 * stage.side)
    crest = max(stage.horizon - stage.unit * 0.38, stage.height * 0.1)
    foot = stage.horizon + (stage.height - stage.horizon) * 0.42
    _wall(stage, rng, middle, crest, foot)
    half = stage.unit * 0.085 * stage.scale**0.5
    _fall(stage, rng, middle, crest, foot, half)
    _pool(stage, rng, middle, foot, half)
    mist = mix(stage.palette.light, paint("#ffffff"), 0.5)
    for _ in range(14):
        x = middle + rng.normal(0, 0.9) * half
        stage.canvas.disc(
            x, foot - rng.uniform(-0.1, 0.5) * half, half * rng.uniform(0.4, 0.9), mist, 0.22, half * 0.25
        )


def _wall(stage: Stage, rng: np.random.Generator, middle: float, crest: float, foot: float) -> None:
    xs = np.arange(stage.width, dtype=np.float32)
    notch = np.exp(-(((xs - middle) / (stage.unit * 0.12)) ** 2)) * stage.unit * 0.05
    rough = line(rng, stage.width, stage.unit * 0.16, 5, 0.55) * stage.unit * 0.05
    found = below(stage, as_float(crest - stage.unit * 0.05 + notch + rough * (1 - notch / stage.unit * 16)), foot)
    if found is None:
        return
    patch, depth = found
    height, width = depth.shape
    columns = fbm(rng, width, height, stage.unit * 0.07, stage.unit * 0.22, 5, 0.58)
    ragged = fbm(rng, width, height, stage.unit * 0.09, stage.unit * 0.06, 4, 0.6)
    across, down = slope(blur(columns + 0.5 * ragged, stage.unit * 0.002))
    light = np.clip(0.5 - (across * float(np.sign(stage.light_x - middle)) + 0.6 * down) * stage.unit * 0.07, 0, 1)
    rock = stage.lit(as_float(paint("#7d746c") * (0.7 + 0.55 * ragged)[..., None]), as_float(light), 0.1)
    moss = stage.lit(as_float(stage.palette.leaf * (0.6 + 0.7 * ragged)[..., None]), as_float(0.4 + 0.6 * light))
    cover = 0.75 * step(0.45, 0.75, as_float(ragged + 0.3 * np.exp(-np.maximum(depth, 0) / (stage.unit * 0.05))))
    stage.canvas.lay(patch, as_float(np.clip(rock + (moss - rock) * cover[..., None], 0, 1)))


def _fall(stage: Stage, rng: np.random.Generator, middle: float, crest: float, foot: float, half: float) -> None:
    rows = max(int(foot - crest), 3)
    share = np.linspace(0, 1, rows, dtype=np.float32)
    widths = as_float(half * (0.72 + 0.4 * share) * (1 + 0.1 * line(rng, rows, stage.unit * 0.06, 3)))
    first = max(int(crest), 0)
    xs, ys = grid(min(rows, stage.height - first), stage.width)
    count = ys.shape[0]
    across = (xs - middle) / widths[:count, None]
    threads = fbm(rng, stage.width, count, half * 0.16, stage.unit * 0.5, 4, 0.7)
    ragged = np.abs(across) + (threads - 0.5) * 0.5
    mask = step(1.0, 0.86, as_float(ragged))
    tone = np.clip(0.35 + 1.1 * threads, 0, 1)
    water = (
        stage.lit(paint("#7fb4cc"), 0.6)
        + (stage.lit(paint("#ffffff"), 1) - stage.lit(paint("#7fb4cc"), 0.6)) * as_float(tone)[..., None]
    )
    stage.canvas.lay(Patch(mask, 0, first), as_float(np.clip(water, 0, 1)), 0.95)


def _pool(stage: Stage, rng: np.random.Generator, middle: float, foot: float, half: float) -> None:
    stage.canvas.next_layer()
    room = stage.height - foot
    if room < 3:
        return
    rim = curve(
        [
            (middle - half * 2.6, foot),
            (middle - half * 4.2, foot + room * 0.4),
            (middle - half * 3.6, stage.height + 4),
            (middle + half * 4.4, stage.height + 4),
            (middle + half * 4.6, foot + room * 0.35),
            (middle + half * 2.6, foot),
        ],
        50,
    )
    patch = stage.canvas.patch(rim, stage.unit * 0.004)
    if patch is None:
        return
    height, width = patch.mask.shape
    flow = fbm(rng, width, height, stage.unit * 0.1, stage.unit * 0.018, 4, 0.6)
    _, ys = grid(height, width)
    near = np.exp(-ys / np.float32(stage.unit * 0.09))
    teal = mix(paint("#2e8a96"), stage.palette.sky[1], 0.3)
    water = stage.lit(as_float(teal * (0.7 + 0.5 * flow)[..., None]), 0.7)
    foam = np.clip(step(0.62, 0.8, as_float(flow + 0.3 * near)) * 0.6 + near * 0.6, 0, 1)
    stage.canvas.lay(patch, as_float(water + (stage.lit(paint("#f8fdfd"), 0.95) - water) * foam[..., None]))
