"""Great waves: crested swells that roll to the viewer, and one that breaks."""

import numpy as np

from webapp.engines.builtin.canvas import Patch, curve, placed
from webapp.engines.builtin.colour import mix, paint
from webapp.engines.builtin.dabs import paint_dabs
from webapp.engines.builtin.noise import fbm, line
from webapp.engines.builtin.pixels import FloatArray, as_float, grid, step
from webapp.engines.builtin.stage import Stage

_BACK = (
    (-2.3, 0.12),
    (-1.5, -0.1),
    (-0.85, -0.45),
    (-0.35, -0.86),
    (0.1, -1.04),
    (0.5, -1.0),
    (0.78, -0.78),
    (0.84, -0.55),
)
_FRONT = (
    (0.84, -0.55),
    (0.66, -0.7),
    (0.42, -0.74),
    (0.22, -0.6),
    (0.14, -0.36),
    (0.26, -0.12),
    (0.7, 0.04),
    (1.5, 0.14),
)


def paint_waves(stage: Stage) -> None:
    """Rolls crested waves towards the viewer, larger as they come, with a breaker among them."""
    rng = stage.rng("waves")
    room = stage.height - stage.horizon
    colour = stage.colour_of("waves", "#1c6f95")
    rows = 6
    for index in range(rows):
        near = (index + 0.5) / rows
        stage.canvas.next_layer()
        tall = min(stage.unit * 0.075, room * 0.24) * (0.2 + near) * stage.scale**0.5
        _swell(stage, rng, stage.horizon + room * near**1.3 * 0.95, tall, colour, 0.5 * (1 - near))
        if index == rows - 3:
            _breakers(stage, rng, colour, room)


def _breakers(stage: Stage, rng: np.random.Generator, colour: FloatArray, room: float) -> None:
    count = min(stage.scene.find("waves").count or 1, 5)
    size = min(stage.unit * 0.42, room * 0.95, stage.width * 0.3) * stage.scale**0.4 / count**0.6
    for index in range(count):
        stage.canvas.next_layer()
        share = 0.46 - 0.04 * stage.side if count == 1 else (index + 0.5) / count
        _breaker(stage, rng, stage.width * share, stage.horizon + room * 0.62, size, colour)


def _swell(stage: Stage, rng: np.random.Generator, base: float, tall: float, colour: FloatArray, far: float) -> None:
    """Draws one row of swell: long backs, bright through the crest, a thin lip of foam."""
    long = tall * 9
    phase = (
        np.arange(stage.width, dtype=np.float32) / long + 0.3 * line(rng, stage.width, long * 2, 2) + rng.uniform(0, 9)
    )
    lift = (1 - np.abs(np.sin(np.pi * phase))) ** 1.4 * (0.8 + 0.4 * line(rng, stage.width, long, 2))
    top = as_float(base - tall * lift + line(rng, stage.width, tall * 0.6, 3) * tall * 0.05)
    first = max(int(top.min()) - 2, 0)
    rows = stage.height - first
    if rows < 3:
        return
    _, ys = grid(rows, stage.width)
    depth = as_float(ys + first - top[None, :]) / np.float32(tall)
    ragged = fbm(rng, stage.width, rows, tall * 1.2, tall * 0.3, 4, 0.6)
    through = np.exp(-np.clip(depth, 0, 9) * 1.7) * (0.25 + 0.75 * lift[None, :])
    deep, bright = mix(colour, paint("#082a44"), 0.5), mix(colour, paint("#7fd6c8"), 0.6)
    body = deep + (bright - deep) * np.clip(through + (ragged - 0.5) * 0.7, 0, 1)[..., None]
    body = stage.lit(as_float(body), as_float(np.clip(0.45 + through + (ragged - 0.5), 0, 1)), far)
    crest = step(0.34, 0.05, as_float(depth + (ragged - 0.5) * 0.7)) * step(0.35, 0.75, lift)[None, :]
    streaks = step(0.66, 0.74, ragged) * np.exp(-np.clip(depth, 0, 9) * 0.6) * 0.5
    foam = np.clip(crest + streaks, 0, 1)[..., None]
    body += (stage.lit(paint("#fbfdfc"), as_float(0.55 + 0.45 * ragged), far * 0.6) - body) * foam
    stage.canvas.lay(Patch(np.clip(depth * tall + 0.5, 0, 1), 0, first), as_float(np.clip(body, 0, 1)))


def _breaker(stage: Stage, rng: np.random.Generator, x: float, foot: float, size: float, colour: FloatArray) -> None:
    """Draws a curling wave: a dark hollow, bands that sweep up its face, claws of foam along the lip."""
    turn = -stage.side
    back = curve(placed(_BACK, x, foot, size, turn), 60)
    front = curve(placed(_FRONT, x, foot, size, turn), 60)
    deep, bright = mix(colour, paint("#062338"), 0.45), mix(colour, paint("#8adccb"), 0.55)
    under = as_float(placed(((1.5, 0.3), (-2.3, 0.3)), x, foot, size, turn))
    stage.canvas.shaded(np.concatenate([back, front, under]), stage.lit(bright, 0.95), stage.lit(deep, 0.45))
    tones = (stage.lit(deep, 0.3), stage.lit(bright, 1.0), stage.lit(paint("#eaf7f4"), 0.9))
    for band, share in enumerate(np.linspace(0.1, 0.94, 11)):
        path = back[::-1] + (front - back[::-1]) * float(share)
        stage.canvas.stroke(path[4:-3], tones[band % 3], size * (0.035 - 0.008 * (band % 3)), 0.5)
    _foam(stage, rng, np.concatenate([back[26:], front[:8]]), (x, foot, size * turn))


def _foam(stage: Stage, rng: np.random.Generator, lip: FloatArray, place: tuple[float, float, float]) -> None:
    """Sets claws of foam on the lip, spray in the air and churned water at the foot."""
    x, foot, reach = place
    size = abs(reach)
    white = (stage.lit(paint("#9fc4cf"), 0.4), stage.lit(paint("#e8f4f4"), 0.8), stage.lit(paint("#ffffff"), 1.0))
    at = rng.integers(0, len(lip), 260)
    out = np.abs(rng.normal(0, 1, 260)) * size * (0.03 + 0.05 * at / len(lip))
    turn = rng.uniform(0, 2 * np.pi, 260)
    claws = _dabs(rng, lip[at, 0] + np.cos(turn) * out, lip[at, 1] + np.sin(turn) * out * 0.9, size * 0.025)
    paint_dabs(stage, claws, white, 0.9)
    spray = _dabs(rng, x + rng.normal(0.45, 0.5, 90) * reach, foot - size * rng.uniform(0.75, 1.35, 90), size * 0.007)
    paint_dabs(stage, spray, white, 1.0)
    churned = _dabs(
        rng, x + rng.uniform(-1.9, 1.5, 240) * reach, foot + size * rng.normal(0.16, 0.04, 240), size * 0.03
    )
    paint_dabs(stage, churned, white, 0.5)


def _dabs(rng: np.random.Generator, x: FloatArray, y: FloatArray, size: float) -> FloatArray:
    return as_float(np.stack([x, y, size * rng.uniform(0.35, 1.65, len(x)), rng.uniform(0.3, 1, len(x))], axis=-1))
