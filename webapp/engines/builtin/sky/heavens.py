"""What shines at night: stars, the aurora, galaxies and planets."""

import numpy as np

from webapp.engines.builtin.canvas import Patch, round_points
from webapp.engines.builtin.colour import mix, paint, ramp
from webapp.engines.builtin.noise import coarse_fbm, line
from webapp.engines.builtin.pixels import FloatArray, as_float, grid, resize, sample, step
from webapp.engines.builtin.stage import Stage


def paint_heavens(stage: Stage) -> None:
    """Draws what the words and the dark ask of the night sky, the farthest first."""
    scene = stage.scene
    if scene.has("galaxy"):
        (_spiral if not _has_land(stage) else _band)(stage)
    is_clear = not scene.has("rain", "snow", "fog", "lightning") and "stars" not in scene.absent
    if scene.has("stars", "galaxy") or (stage.palette.dark > 0.6 and is_clear):
        _stars(stage)
    if scene.has("aurora"):
        _aurora(stage)
    if scene.has("planet"):
        _planets(stage)


def _has_land(stage: Stage) -> bool:
    sky = ("galaxy", "stars", "moon", "planet", "aurora", "abstract", "sun")
    return any(subject.kind not in sky for subject in stage.scene.subjects)


def _stars(stage: Stage) -> None:
    rng = stage.rng("stars")
    is_named = stage.scene.has("stars", "galaxy")
    bottom = stage.height if stage.scene.has("galaxy") and not _has_land(stage) else stage.horizon
    count = int(stage.width * bottom / stage.unit**2 * (1500 if is_named else 500))
    x = rng.integers(0, stage.width, count)
    y = (rng.random(count) ** 1.25 * max(bottom - 1, 1)).astype(int)
    shine = as_float(rng.random(count) ** 3.5 * 0.9 + 0.1)[:, None]
    tint = as_float([[1, 0.92, 0.8], [0.8, 0.88, 1], [1, 1, 1]])[rng.integers(0, 3, count)]
    area = stage.canvas.px
    area[y, x] = np.clip(area[y, x] + shine * tint, 0, 1)
    for _ in range(count // (22 if is_named else 40)):
        size = stage.unit * (0.0012 + 0.0042 * rng.random() ** 4)
        at_x, at_y = rng.uniform(0, stage.width), rng.random() ** 1.2 * bottom
        stage.canvas.glow(at_x, at_y, size * 5, paint("#cfdcff"), 0.5)
        stage.canvas.disc(at_x, at_y, size * 0.7, paint("#fffdf4"), soft_px=0.4)


def _aurora(stage: Stage) -> None:
    rng = stage.rng("aurora")
    low = paint("#54f7a0") if not stage.scene.find("aurora").colour else stage.colour_of("aurora", "#54f7a0")
    stops = (low, mix(low, paint("#35d6c4"), 0.6), paint("#6a5bd8"), paint("#b23fb8"))
    height = max(int(stage.horizon), 4)
    _, ys = grid(height, stage.width)
    for index in range(4):
        base = stage.horizon * (0.88 - 0.17 * index) + line(rng, stage.width, stage.unit * 0.45, 4) * stage.unit * 0.13
        reach = stage.unit * (0.3 + 0.12 * line(rng, stage.width, stage.unit * 0.1, 3))
        rays = np.clip(0.55 + 0.75 * line(rng, stage.width, stage.unit * 0.03, 4, 0.75), 0.04, 1.4)
        patchy = np.clip(0.6 + 0.9 * line(rng, stage.width, stage.unit * 0.5, 2), 0.0, 1.3)
        up = as_float((base[None, :] - ys) / np.maximum(reach[None, :], 1))
        shine = step(-0.06, 0.05, up) * np.exp(-np.clip(up, 0, 4) * 1.9) * rays[None, :] * patchy[None, :]
        light = ramp(stops, np.clip(up * 0.75, 0, 1)) * (shine * np.float32(0.85 - 0.12 * index))[..., None]
        area = stage.canvas.px[:height]
        area += (1 - area) * np.clip(light, 0, 1)


def _nebula(stage: Stage, rng: np.random.Generator) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Gives cloudy fields for colour and for dust, and x and y, on a sheet half as large: all of it is soft."""
    width, height, cell = max(stage.width // 2, 4), max(stage.height // 2, 4), stage.unit * 0.15
    xs, ys = grid(height, width)
    return (
        coarse_fbm(rng, width, height, cell, cell, 5, shrink=1),
        coarse_fbm(rng, width, height, cell * 0.6, cell * 0.6, 6, shrink=1),
        as_float(xs * (stage.width / width)),
        as_float(ys * (stage.height / height)),
    )


def _shine(stage: Stage, light: FloatArray) -> None:
    """Adds light from a smaller sheet to the whole one."""
    area = stage.canvas.px
    area += (1 - area) * resize(as_float(np.clip(light, 0, 1)), stage.width, stage.height)


def _band(stage: Stage) -> None:
    """Draws the Milky Way slanting over a landscape."""
    rng = stage.rng("band")
    hue, dust, xs, ys = _nebula(stage, rng)
    lean = stage.side * rng.uniform(0.8, 1.3)
    across = ((xs - stage.width * 0.5) * lean + (ys - stage.horizon * 0.5)) / np.float32(stage.unit * 0.42)
    across = across + (dust - 0.5) * 1.1
    shine = np.exp(-(across**2) * 1.6) * (0.35 + 0.9 * dust)
    lanes = np.exp(-((across + (hue - 0.5) * 1.4) ** 2) * 14) * step(0.38, 0.62, hue)
    stops = (paint("#31408f"), paint("#7a5fc0"), paint("#e08bb4"), paint("#ffe3b8"))
    light = ramp(stops, as_float(np.clip(hue * 1.5 - 0.2, 0, 1)))
    _shine(stage, as_float(light * (shine * 0.85 * (1 - 0.8 * lanes))[..., None]))


def _spiral(stage: Stage) -> None:
    """Draws a whole galaxy, seen aslant."""
    rng = stage.rng("spiral")
    hue, dust, xs, ys = _nebula(stage, rng)
    tilt, squash = rng.uniform(-0.7, 0.7), rng.uniform(1.5, 2.1)
    reach = np.float32(stage.unit * 0.46 * stage.scale**0.5)
    x, y = (xs - stage.width * (0.5 + 0.06 * stage.side)) / reach, (ys - stage.height * 0.48) / reach
    u, v = x * np.cos(tilt) + y * np.sin(tilt), (y * np.cos(tilt) - x * np.sin(tilt)) * squash
    radius = as_float(np.sqrt(u * u + v * v) + 1e-4)
    turn = np.arctan2(v, u) - stage.side * np.log(radius + 0.06) * 2.6 + (dust - 0.5) * 2.2
    arms = 0.5 + 0.5 * np.cos(2 * turn + rng.uniform(0, 6))
    shine = np.exp(-radius * 2.3) * (0.15 + 1.25 * arms**1.6) * (0.35 + 1.3 * dust) * 1.6
    core = np.exp(-(radius**2) * 26) + 0.45 * np.exp(-radius * 5)
    far = [paint(stop) for stop in ("#050817", "#1a1446", "#5a1f6a", "#8c3565")]
    arm = [paint(stop) for stop in ("#ffdfae", "#e58fc0", "#7a74ee", "#3fa9e8", "#203a9c")]
    stage.canvas.px *= 0.35
    _shine(stage, as_float(ramp(far, as_float(np.clip(hue * 2.2 - 0.7, 0, 1))) * (dust * 0.6)[..., None]))
    _shine(stage, as_float(ramp(arm, as_float(radius + (hue - 0.5) * 0.8)) * shine[..., None]))
    _shine(stage, as_float(core[..., None] * paint("#fff1d2")))


def _planets(stage: Stage) -> None:
    rng = stage.rng("planet")
    count = stage.scene.find("planet").count or 1
    for index in range(count):
        big = index == 0
        size = stage.unit * (rng.uniform(0.17, 0.23) if big else rng.uniform(0.03, 0.09)) * stage.scale**0.7
        x = stage.width * (0.5 - stage.side * rng.uniform(0.05, 0.16)) if big else stage.width * rng.uniform(0.1, 0.9)
        y = stage.horizon * (rng.uniform(0.4, 0.5) if big else rng.uniform(0.1, 0.8))
        _planet(stage, rng, x, y, size, has_ring=big and (rng.random() < 0.7 or count == 1))


def _planet(stage: Stage, rng: np.random.Generator, x: float, y: float, size: float, has_ring: bool) -> None:
    canvas = stage.canvas
    hues = (("#e9c58f", "#b5703f", "#f3e2bd"), ("#7fc4d8", "#2c5f9c", "#d9f0ee"), ("#e08a72", "#7c2f45", "#f6c9a0"))
    base, dark, pale = (paint(name) for name in hues[int(rng.integers(len(hues)))])
    if stage.scene.find("planet").colour:
        base = stage.colour_of("planet", "#e9c58f")
        dark, pale = mix(base, paint("#101020"), 0.45), mix(base, paint("#ffffff"), 0.5)
    tilt = rng.uniform(-0.5, 0.5)
    canvas.glow(x, y, size * 1.9, base, 0.35)
    if has_ring:
        _ring(stage, x, y, size, tilt, pale, is_front=False)
    patch = canvas.patch(round_points(x, y, size, size), 0.6)
    if patch is not None:
        canvas.lay(patch, _globe(stage, rng, patch, (x, y, size, tilt), (dark, base, pale, base, dark, pale)))
    if has_ring:
        _ring(stage, x, y, size, tilt, pale, is_front=True)


def _globe(
    stage: Stage, rng: np.random.Generator, patch: Patch, ball: tuple[float, float, float, float],
    bands: tuple[FloatArray, ...],
) -> FloatArray:  # fmt: skip
    x, y, size, tilt = ball
    height, width = patch.mask.shape
    xs, ys = grid(height, width)
    u, v = (xs + patch.x - x) / size, (ys + patch.y - y) / size
    across, up = u * np.cos(tilt) + v * np.sin(tilt), v * np.cos(tilt) - u * np.sin(tilt)
    depth = np.sqrt(np.clip(1 - u * u - v * v, 0, 1))
    swirl = coarse_fbm(rng, 256, 256, 90, 14, 5, shrink=1)
    storms = sample(swirl, as_float((across / (depth + 0.5) * 0.4 + 0.5) * 255), as_float((up * 0.5 + 0.5) * 255))
    colour = ramp(bands, as_float(np.clip(up * 0.5 + 0.5 + (storms - 0.5) * 0.35, 0, 1)))
    facing = (u * np.sign(stage.light_x - x) * 0.6 - v * 0.45 + depth * 0.65)[..., None]
    light = np.clip(facing * 1.25, 0.05, 1.1)
    rim = ((1 - depth) ** 3)[..., None] * np.clip(facing + 0.5, 0, 1) * 0.5
    return as_float(np.clip(colour * light + bands[2] * rim, 0, 1))


def _ring(stage: Stage, x: float, y: float, size: float, tilt: float, colour: FloatArray, is_front: bool) -> None:
    turn = np.linspace(0, np.pi, 60) if is_front else np.linspace(np.pi, 2 * np.pi, 60)
    for share, opacity in ((1.5, 0.5), (1.62, 0.75), (1.74, 0.6), (1.88, 0.8), (2.02, 0.4)):
        u, v = np.cos(turn) * size * share, np.sin(turn) * size * share * 0.26
        points = np.stack([x + u * np.cos(tilt) - v * np.sin(tilt), y + v * np.cos(tilt) + u * np.sin(tilt)], axis=-1)
        stage.canvas.stroke(as_float(points), stage.lit(colour, 1), size * 0.075, opacity)
