"""Where land meets water: cliffs, islands, beaches and the banks of a lake."""

import numpy as np

from webapp.engines.builtin.canvas import Patch
from webapp.engines.builtin.colour import mix, paint
from webapp.engines.builtin.land.ridges import below, fold
from webapp.engines.builtin.noise import fbm, line
from webapp.engines.builtin.pixels import FloatArray, as_float, blur, grid, slope, step
from webapp.engines.builtin.stage import Site, Stage
from webapp.engines.builtin.subjects.trees import palm


def paint_cliff(stage: Stage) -> None:
    """Raises headlands from the side, one behind another, surf at the foot. Things stand on the nearest."""
    rng = stage.rng("cliff")
    room = stage.height - stage.horizon
    tall = min(stage.unit * 0.27, stage.horizon * 0.46)
    for edge, share, low, far in ((0.86, 0.42, 0.06, 0.55), (0.7, 0.62, 0.16, 0.3), (0.52, 1.0, 0.42, 0.0)):
        stage.canvas.next_layer()
        middle = stage.width * (edge if stage.side > 0 else 1 - edge)
        foot = stage.horizon + room * low
        top = _headland(stage, rng, middle, tall * share, foot)
        _face(stage, rng, top, foot + tall * 0.1 * share, far)
    x = middle - stage.side * stage.unit * 0.19
    foot = float(top[int(np.clip(x, 0, stage.width - 1))]) + stage.unit * 0.012
    stage.sites.append(Site(x, foot, 0.9))
    stage.sites.append(Site(x - stage.side * stage.unit * 0.2, foot, 0.8))


def _headland(stage: Stage, rng: np.random.Generator, edge: float, tall: float, foot: float) -> FloatArray:
    """Gives the outline of a headland that falls in steps from the land at the side to the sea at `edge`."""
    xs = np.arange(stage.width, dtype=np.float32)
    inland = (edge - xs) * stage.side / np.float32(stage.unit)
    jag = line(rng, stage.width, stage.unit * 0.07, 5, 0.6) * 0.016
    drop = 0.62 * step(-0.01, 0.025, as_float(inland + jag)) + 0.28 * step(-0.06, -0.02, as_float(inland - jag))
    drop = drop + 0.1 * step(-0.13, -0.06, as_float(inland + jag))
    roll = line(rng, stage.width, stage.unit * 0.4, 3) * tall * 0.06
    top = (
        foot
        - (tall + roll) * drop
        - np.clip(inland, 0, 0.6) * tall * 0.3
        + (1 - np.clip(drop * 3, 0, 1)) * stage.unit * 0.05
    )
    return as_float(top)


def _face(stage: Stage, rng: np.random.Generator, top: FloatArray, bottom: float, far: float) -> None:
    found = below(stage, top, min(bottom, stage.height))
    if found is None:
        return
    patch, depth = found
    height, width = depth.shape
    _, ys = grid(height, width)
    ragged = fbm(rng, width, height, stage.unit * 0.05, stage.unit * 0.022, 5, 0.6)
    light = _slabs(stage, rng, height, width) * 0.75 + (ragged - 0.4) * 0.6
    light = np.clip(light * (1 - 0.4 * step(0, stage.unit * 0.3, depth)), 0, 1)
    rock = stage.lit(mix(stage.colour_of("cliff", "#b39c84"), paint("#6a6270"), 0.2), as_float(light), far)
    rock *= (0.84 + 0.3 * ragged)[..., None]
    turf = stage.lit(as_float(stage.palette.grass * (0.72 + 0.55 * ragged)[..., None]), 0.85, far)
    cover = step(0.06, 0.03, as_float(depth / np.float32(stage.unit * (1 - 0.6 * far)) + (ragged - 0.5) * 0.07))
    colour = rock + (turf - rock) * cover[..., None]
    surf = stage.unit * 0.011 * (1 - 0.5 * far)
    waterline = bottom - patch.y - surf * 2 + (ragged - 0.5) * surf * 4
    fade = step(0.0, -surf, as_float(ys - waterline))
    foam = np.exp(-(((ys - waterline) / surf) ** 2)) * patch.mask * (0.6 + 0.6 * ragged)
    stage.canvas.lay(Patch(as_float(patch.mask * fade), patch.x, patch.y), as_float(np.clip(colour, 0, 1)))
    stage.canvas.lay(
        Patch(as_float(np.clip(foam, 0, 0.9)), patch.x, patch.y), stage.lit(paint("#f8fbfb"), 0.9, far), 0.5
    )


def _slabs(stage: Stage, rng: np.random.Generator, height: int, width: int) -> FloatArray:
    """Splits rock into leaning slabs, each with a lit face, a dark crack and a tone of its own; gives light 0..1."""
    xs, ys = grid(height, width)
    warp = fbm(rng, width, height, stage.unit * 0.11, stage.unit * 0.09, 4, 0.5) - 0.5
    across = (xs / np.float32(stage.unit) + warp * 0.12) / 0.05
    column = np.floor(across)
    tones = as_float(rng.random((64, 64)))
    shift = tones[column.astype(np.int32) % 64, 7] * 0.7
    down = (ys / np.float32(stage.unit) - warp * 0.12) / 0.085 + shift
    row = np.floor(down)
    own = tones[column.astype(np.int32) % 64, row.astype(np.int32) % 64]
    toward = across - column if stage.light_x > stage.width / 2 else 1 - (across - column)
    crack = step(0.0, 0.16, as_float(across - column)) * (0.55 + 0.45 * step(0.0, 0.14, as_float(down - row)))
    return as_float(crack * (0.22 + 0.5 * toward + 0.32 * own))


def paint_islands(stage: Stage) -> None:
    """Sets islands in the water: sand around, green above, palms on the nearest."""
    rng = stage.rng("islands")
    count = stage.scene.find("island").count or 1
    for index in reversed(range(count)):
        stage.canvas.next_layer()
        near = 1.0 if index == 0 else rng.uniform(0.25, 0.5)
        wide = stage.unit * 0.3 * near * stage.scale**0.7
        x = stage.width * (0.5 - 0.1 * stage.side) if index == 0 else stage.width * rng.uniform(0.08, 0.92)
        foot = stage.horizon + (stage.height - stage.horizon) * 0.26 * near
        _island(stage, rng, x, foot, wide, 0.35 * (1 - near))
        if index == 0:
            _plant(stage, rng, x, foot, wide)


def _island(stage: Stage, rng: np.random.Generator, x: float, foot: float, wide: float, far: float) -> None:
    turn = np.linspace(-1, 1, 90)
    bump = line(rng, 90, 26, 4) * wide * 0.07
    hill = (
        foot
        - wide * 0.09
        - (wide * 0.42 * np.exp(-((turn * 1.7 - 0.2 * stage.side) ** 2) * 1.6) + bump) * (1 - np.abs(turn) ** 5)
    )
    sand = stage.lit(paint("#ecd9aa"), 0.95, far)
    stage.canvas.disc(x, foot + wide * 0.02, wide * 1.22, stage.lit(paint("#6fd0c4"), 0.9, far), 0.5, wide * 0.03, 0.14)
    stage.canvas.disc(x, foot, wide * 1.08, sand, soft_px=0.8, squash=0.085)
    outline = np.stack([x + turn * wide, np.minimum(hill, foot)], axis=-1)
    closed = np.concatenate(
        [outline, as_float([(x + wide * 0.98, foot + wide * 0.03), (x - wide * 0.98, foot + wide * 0.03)])]
    )
    patch = stage.canvas.patch(as_float(closed))
    if patch is None:
        return
    height, width = patch.mask.shape
    grain = fbm(rng, width, height, wide * 0.1, wide * 0.08, 5, 0.6)
    across, down = slope(blur(grain, wide * 0.006))
    light = np.clip(0.5 - (across * float(np.sign(stage.light_x - x)) + down) * wide * 0.28, 0, 1)
    green = mix(stage.colour_of("island", "#4c8a4a"), stage.palette.leaf, 0.4)
    stage.canvas.lay(
        patch, np.clip(stage.lit(as_float(green * (0.7 + 0.6 * grain)[..., None]), as_float(light), far), 0, 1)
    )
    stage.sites.append(Site(x + 0.1 * stage.side * wide, foot - wide * 0.46, 0.6))


def _plant(stage: Stage, rng: np.random.Generator, x: float, foot: float, wide: float) -> None:
    if stage.scene.has("lighthouse", "castle", "pine") or stage.season == "winter":
        return
    for share in (-0.75, -0.5, 0.62, 0.8):
        palm(stage, rng, x + share * wide, foot, wide * rng.uniform(0.5, 0.72))


def paint_beach(stage: Stage) -> None:
    """Spreads sand in the foreground with the line of surf drawn across it."""
    rng = stage.rng("beach")
    stage.canvas.next_layer()
    xs = np.arange(stage.width, dtype=np.float32)
    room = stage.height - stage.horizon
    slant = (xs / stage.width - 0.5) * room * 0.5 * stage.side
    edge = stage.horizon + room * 0.58 - slant + line(rng, stage.width, stage.unit * 0.4, 3) * room * 0.06
    found = below(stage, as_float(edge - room * 0.14), stage.height)
    if found is None:
        return
    patch, depth = found
    height, width = depth.shape
    inland = depth / np.float32(room) - 0.14
    grain = fbm(rng, width, height, stage.unit * 0.12, stage.unit * 0.02, 5, 0.65)
    sand = stage.lit(as_float(stage.colour_of("beach", "#ecd6a6") * (0.86 + 0.28 * grain)[..., None]), 0.92)
    wet = stage.lit(mix(paint("#b89a72"), stage.palette.sky[-1], 0.35), 0.8)
    colour = sand + (wet - sand) * step(0.14, 0.0, as_float(inland + (grain - 0.5) * 0.06))[..., None]
    wave = inland + (grain - 0.5) * 0.1
    foam = (
        np.exp(-((wave / 0.014) ** 2))
        + 0.6 * np.exp(-(((wave + 0.07) / 0.012) ** 2))
        + 0.4 * np.exp(-(((wave + 0.13) / 0.008) ** 2))
    )
    stage.canvas.lay(Patch(step(-0.012, 0.004, as_float(wave)), patch.x, patch.y), as_float(np.clip(colour, 0, 1)))
    stage.canvas.lay(Patch(as_float(np.clip(foam, 0, 0.92)), patch.x, patch.y), stage.lit(paint("#fcfefd"), 0.95))
    stage.sites.append(Site(stage.width * (0.5 + 0.24 * stage.side), stage.horizon + room * 0.72, 1.0))


def paint_banks(stage: Stage) -> None:
    """Lays the far bank of a lake along the horizon, low and hazy, and a near one at the foot."""
    rng = stage.rng("banks")
    stage.canvas.next_layer()
    far = stage.horizon - stage.unit * 0.02 + line(rng, stage.width, stage.unit * 0.35, 4) * stage.unit * 0.014
    fold(stage, rng, as_float(far), stage.palette.grass, 0.4, 0.1, stage.horizon + stage.unit * 0.012)


def paint_near_bank(stage: Stage) -> None:
    """Lays the grassy bank on which the viewer stands; houses and trees find their place there."""
    rng = stage.rng("near bank")
    stage.canvas.next_layer()
    xs = np.arange(stage.width, dtype=np.float32) / stage.width
    room = stage.height - stage.horizon
    inland = np.abs(xs - (0.0 if stage.side > 0 else 1.0))
    top = (
        stage.height
        - room * 0.62 * np.exp(-((inland / 0.42) ** 2))
        - room * 0.05
        + line(rng, stage.width, stage.unit * 0.25, 4) * room * 0.03
    )
    fold(stage, rng, as_float(top), stage.palette.grass, 0.0, 0.9)
    for share, low in ((0.24, 0.07), (0.08, 0.1), (0.37, 0.1)):
        at = share if stage.side > 0 else 1 - share
        stage.sites.append(Site(stage.width * at, float(top[int(at * (stage.width - 1))]) + room * low, 1.0))
