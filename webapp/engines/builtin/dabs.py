"""Many small touches of a brush at once: leaves, petals, grass, stones."""

import cv2
import numpy as np

from webapp.engines.builtin.canvas import Patch
from webapp.engines.builtin.colour import paint, ramp
from webapp.engines.builtin.pixels import FloatArray, as_float, resize
from webapp.engines.builtin.stage import Stage

_FINER = 2


def paint_dabs(
    stage: Stage, dabs: FloatArray, tones: tuple[FloatArray, ...], squash: float = 0.75, tilt: float = 0.0
) -> None:
    """Paints ellipses in the order given.

    `dabs` is (count, 4): x, y, radius in pixels and tone 0..1, looked up along `tones` (seen colours, already lit).
    """
    if not len(dabs):
        return
    reach = float(dabs[:, 2].max()) + 2
    left, top = max(int(dabs[:, 0].min() - reach), 0), max(int(dabs[:, 1].min() - reach), 0)
    right = min(int(dabs[:, 0].max() + reach), stage.width)
    bottom = min(int(dabs[:, 1].max() + reach), stage.height)
    if right - left < 1 or bottom - top < 1:
        return
    board = np.zeros(((bottom - top) * _FINER, (right - left) * _FINER), np.uint8)
    moved = ((dabs[:, :3] - (left, top, 0)) * _FINER * 16).astype(np.int32)
    marks = (np.clip(dabs[:, 3], 0, 1) * 254 + 1).astype(np.uint8)
    high = np.maximum((moved[:, 2] * squash).astype(np.int32), 8)
    for (x, y, radius), short, mark in zip(moved.tolist(), high.tolist(), marks.tolist(), strict=True):
        cv2.ellipse(board, (x, y), (max(radius, 8), short), tilt, 0, 360, mark, -1, cv2.LINE_8, 4)
    cover = as_float(board > 0)
    size = (right - left, bottom - top)
    mask = resize(cover, *size)
    shade = resize(as_float(board), *size) / (np.maximum(mask, 1e-3) * 255)
    stage.canvas.lay(Patch(mask, left, top), ramp(tones, as_float(np.clip(shade, 0, 1))))


def cluster(
    rng: np.random.Generator, middle: tuple[float, float], reach: tuple[float, float], count: int, size: float,
    toward: tuple[float, float],
) -> FloatArray:  # fmt: skip
    """Scatters dabs in an ellipse and tones them as a round thing lit from `toward`, the dark ones first."""
    turn, out = rng.uniform(0, 2 * np.pi, count), np.sqrt(rng.random(count))
    u, v = np.cos(turn) * out, np.sin(turn) * out
    tone = 0.48 + 0.36 * (u * toward[0] + v * toward[1]) + rng.normal(0, 0.13, count)
    radius = size * rng.uniform(0.6, 1.3, count)
    dabs = np.stack([middle[0] + u * reach[0], middle[1] + v * reach[1], radius, tone], axis=-1)
    return as_float(dabs[np.argsort(dabs[:, 3], kind="stable")])


def settle(stage: Stage, x: float, foot: float, half: float) -> None:
    """Grows tufts (or drifts, or sand) along the foot of a thing, so that it stands in the ground and not on it."""
    rng = stage.rng(f"settle {x:.0f} {foot:.0f}")
    count = 60
    reach = rng.uniform(-1, 1, count)
    size = half * rng.uniform(0.03, 0.075, count) * (1.15 - np.abs(reach) * 0.5)
    ground = paint("#dda35f") if stage.scene.has("desert", "dunes") else stage.palette.grass
    dabs = np.stack(
        [x + reach * half * 1.12, foot + size * 0.5 + half * 0.02, size, rng.uniform(0.2, 0.8, count)], axis=-1
    )
    paint_dabs(stage, as_float(dabs), leaf_tones(stage, ground), 0.6)


def leaf_tones(stage: Stage, colour: FloatArray, far: float = 0.0) -> tuple[FloatArray, ...]:
    """Gives a foliage colour from its shade to its light."""
    deep = as_float(colour * as_float([0.36, 0.42, 0.5]))
    bright = as_float(np.clip(colour * 1.22 + as_float([0.1, 0.08, 0.0]), 0, 1))
    return (
        stage.lit(deep, 0.2, far),
        stage.lit(colour, 0.4, far),
        stage.lit(colour, 0.9, far),
        stage.lit(bright, 1, far),
    )
