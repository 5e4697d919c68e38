"""Manners made of many strokes: oil and pastel."""

import cv2
import numpy as np

from webapp.engines.builtin.colour import paint
from webapp.engines.builtin.manners.tools import contrasted, paper, saturated
from webapp.engines.builtin.noise import coarse_fbm
from webapp.engines.builtin.pixels import (
    ByteArray,
    FloatArray,
    as_bytes,
    as_float,
    blur,
    from_bytes,
    grey,
    resize,
    slope,
    step,
)
from webapp.engines.builtin.stage import Stage


def _flow(stage: Stage, rng: np.random.Generator) -> FloatArray:
    """Gives the angle of the brush (height / 2, width / 2): along edges, else as the hand wanders."""
    width, height = max(stage.width // 2, 4), max(stage.height // 2, 4)
    across, down = slope(blur(resize(grey(stage.canvas.px), width, height), stage.unit * 0.004))
    wander = (coarse_fbm(rng, width, height, stage.unit * 0.18, stage.unit * 0.12, 2, shrink=2) - 0.5) * 2.4
    sure = step(0.0012, 0.008, as_float(np.sqrt(across**2 + down**2) * (512 / stage.unit)))
    apart = np.arctan2(across, -down) - wander
    turned = apart - np.pi * np.round(apart / np.pi)
    return as_float(wander + turned * sure)


def _spots(rng: np.random.Generator, flow: FloatArray, detail: FloatArray, count: int, least: float) -> FloatArray:
    """Chooses where strokes go and how they lie: (count, 3) of x, y, angle.

    They go anywhere, but (when `least` is small) more often where there is detail.
    """
    height, width = detail.shape
    x, y = rng.integers(0, width, count), rng.integers(0, height, count)
    keep = rng.random(count) < least + (1 - least) * detail[y, x]
    x, y = x[keep], y[keep]
    angle = flow[np.minimum(y // 2, flow.shape[0] - 1), np.minimum(x // 2, flow.shape[1] - 1)]
    return as_float(np.stack([x, y, angle + rng.normal(0, 0.16, len(x))], axis=-1))


def _strokes(
    rng: np.random.Generator, board: ByteArray, source: ByteArray, spots: FloatArray, size: float, long: float
) -> None:
    """Draws one coat of strokes on `board` (height, width, 4): colour, and a height of paint of its own."""
    count = len(spots)
    x, y, angle = spots.T
    reach = long * rng.uniform(0.5, 1.2, count) / 2
    along, down = np.cos(angle) * reach, np.sin(angle) * reach
    colour = source[y.astype(np.int32), x.astype(np.int32)].astype(np.float32)
    colour = np.clip(colour * rng.normal(1, 0.045, (count, 1)) + rng.normal(0, 4.5, (count, 3)), 0, 255)
    fat = np.clip(size * rng.uniform(0.6, 1.25, count), 1, 250).astype(np.int32)
    heights = rng.integers(70, 255, count)
    ends = np.stack([x - along, y - down, x + along, y + down], axis=-1).astype(np.int32)
    for (x0, y0, x1, y1), (red, green, blue), thick, high in zip(
        ends.tolist(), colour.tolist(), fat.tolist(), heights.tolist(), strict=True
    ):
        cv2.line(board, (x0, y0), (x1, y1), (red, green, blue, high), thick, cv2.LINE_AA)


def _coats(stage: Stage, coats: tuple[tuple[float, float, int, float], ...]) -> tuple[FloatArray, FloatArray]:
    """Paints coats of (size, length, count, least) as shares of `unit`; gives the colour and the height of paint."""
    rng = stage.rng("coats")
    across, down = slope(blur(grey(stage.canvas.px), stage.unit * 0.002))
    edges = step(0.002, 0.03, as_float(np.sqrt(across**2 + down**2) * (stage.unit / 700)))
    detail, flow = blur(edges, stage.unit * 0.004), _flow(stage, rng)
    source = as_bytes(stage.canvas.px)
    high = np.full((stage.height, stage.width), 128, np.uint8)
    board = np.dstack([as_bytes(blur(stage.canvas.px, stage.unit * 0.006)), high])
    for size, long, count, least in coats:
        number = int(count * stage.width * stage.height / stage.unit**2)
        spots = _spots(rng, flow, detail, number, least)
        _strokes(rng, board, source, spots, size * stage.unit, long * stage.unit)
    return from_bytes(board[..., :3]), from_bytes(board[..., 3])


def oil(stage: Stage) -> FloatArray:
    """Renders as thick oil paint: broad strokes along the forms, finer where it matters, lit from above."""
    stage.canvas.px[...] = contrasted(saturated(stage.canvas.px, 1.2), 0.25)
    colour, high = _coats(
        stage,
        (
            (0.022, 0.075, 1500, 1.0),
            (0.011, 0.045, 5200, 0.5),
            (0.005, 0.022, 13000, 0.02),
            (0.0028, 0.012, 12000, 0.0),
        ),
    )
    bristle = coarse_fbm(stage.rng("bristle"), stage.width, stage.height, 7, 3, 3, shrink=1)
    relief = blur(as_float(high + 0.5 * bristle), max(stage.unit * 0.0009, 0.5))
    across, down = slope(relief)
    light = np.clip(-(across * 0.7 + down) * 1.1, -0.16, 0.2)
    return as_float(np.clip(colour + light[..., None] * (0.35 + 0.65 * colour), 0, 1))


def pastel(stage: Stage) -> FloatArray:
    """Renders in soft chalk on toned paper that shows between the strokes."""
    stage.canvas.px[...] = np.clip(saturated(stage.canvas.px, 1.18) * 0.92 + 0.07, 0, 1)
    colour, high = _coats(
        stage,
        ((0.014, 0.07, 2600, 1.0), (0.007, 0.05, 9000, 0.5), (0.0035, 0.025, 11000, 0.02), (0.0022, 0.009, 11000, 0.0)),
    )
    tooth = paper(stage, 4)
    across, _ = slope(blur(high, 0.8))
    chalk = step(-0.24, 0.02, as_float(tooth * 1.1 + np.abs(across) * 0.25 + 0.04))
    sheet = paint("#b9a68c") * (1 + 0.1 * tooth)[..., None]
    colour = colour * (1 + 0.12 * tooth)[..., None]
    return as_float(np.clip(sheet + (colour - sheet) * (0.28 + 0.72 * chalk)[..., None], 0, 1))


def impressionist(stage: Stage) -> FloatArray:
    """Renders in short dabs of pure colour: bright light, violet shade, no outlines."""
    bright = saturated(stage.canvas.px, 1.5)
    shade = 1 - grey(bright)[..., None]
    stage.canvas.px[...] = np.clip(bright * 0.9 + 0.06 + shade * paint("#4b3f9c") * 0.22, 0, 1)
    colour, high = _coats(stage, ((0.016, 0.026, 2600, 1.0), (0.011, 0.019, 7000, 0.6), (0.007, 0.013, 9000, 0.05)))
    across, down = slope(blur(high, max(stage.unit * 0.0012, 0.6)))
    light = np.clip(-(across * 0.7 + down) * 1.3, -0.14, 0.18)
    return as_float(np.clip(colour + light[..., None] * (0.4 + 0.6 * colour), 0, 1))
