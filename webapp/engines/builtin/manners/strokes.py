"""Manners made of many strokes: oil and pastel."""

import cv2
import numpy as np

from webapp.engines.builtin.colour import paint
from webapp.engines.builtin.manners.tools import contrasted, paper, saturated
from webapp.engines.builtin.noise import coarse_fbm
from webapp.engines.builtin.pixels import ByteArray, FloatArray, as_bytes, as_float, blur, from_bytes, grey, slope, step
from webapp.engines.builtin.stage import Stage


def _flow(stage: Stage, rng: np.random.Generator) -> FloatArray:
    """Gives the angle of the brush in each pixel: along edges, and where there are none, as the hand wanders."""
    across, down = slope(blur(grey(stage.canvas.px), stage.unit * 0.008))
    wander = (coarse_fbm(rng, stage.width, stage.height, stage.unit * 0.35, stage.unit * 0.25, 2, shrink=4) - 0.5) * 2.4
    strength = np.sqrt(across**2 + down**2)
    sure = step(0.0006, 0.004, as_float(strength * 512 / stage.unit))
    along = np.arctan2(across, -down)
    along = np.where(np.cos(along - wander) < 0, along + np.pi, along)
    return as_float(wander + np.angle(np.exp(1j * (along - wander))) * sure)


def _places(
    stage: Stage, rng: np.random.Generator, count: int, detail: FloatArray, least: float
) -> tuple[FloatArray, FloatArray]:
    """Chooses where strokes go: anywhere, but more often where there is detail (when `least` is small)."""
    x, y = rng.integers(0, stage.width, count), rng.integers(0, stage.height, count)
    keep = rng.random(count) < least + (1 - least) * detail[y, x]
    return as_float(x[keep]), as_float(y[keep])


def _strokes(
    stage: Stage, rng: np.random.Generator, board: ByteArray, x: FloatArray, y: FloatArray, size: float, long: float
) -> None:
    """Draws one coat of strokes on `board` (height, width, 4): colour, and a height of paint of its own."""
    flow = _flow(stage, rng)
    column, row = x.astype(np.int32), y.astype(np.int32)
    angle = flow[row, column] + rng.normal(0, 0.16, len(x))
    reach = long * rng.uniform(0.5, 1.2, len(x)) / 2
    colour = as_bytes(stage.canvas.px)[row, column].astype(np.float32)
    colour = np.clip(colour * rng.normal(1, 0.045, (len(x), 1)) + rng.normal(0, 4.5, (len(x), 3)), 0, 255)
    fat = np.clip(size * rng.uniform(0.6, 1.25, len(x)), 1, 250).astype(np.int32)
    heights = rng.integers(70, 255, len(x))
    ends = np.stack(
        [x - np.cos(angle) * reach, y - np.sin(angle) * reach, x + np.cos(angle) * reach, y + np.sin(angle) * reach],
        axis=-1,
    )
    for (x0, y0, x1, y1), (red, green, blue), thick, high in zip(
        ends.astype(np.int32).tolist(), colour.tolist(), fat.tolist(), heights.tolist(), strict=True
    ):
        cv2.line(board, (x0, y0), (x1, y1), (red, green, blue, high), thick, cv2.LINE_AA)


def _coats(stage: Stage, coats: tuple[tuple[float, float, int, float], ...]) -> tuple[FloatArray, FloatArray]:
    """Paints coats of (size, length, count, least) as shares of `unit`; gives the colour and the height of paint."""
    rng = stage.rng("coats")
    across, down = slope(blur(grey(stage.canvas.px), stage.unit * 0.002))
    detail = blur(step(0.002, 0.03, as_float(np.sqrt(across**2 + down**2) * stage.unit / 700)), stage.unit * 0.004)
    board = np.dstack(
        [as_bytes(blur(stage.canvas.px, stage.unit * 0.006)), np.full((stage.height, stage.width), 128, np.uint8)]
    )
    for size, long, count, least in coats:
        number = int(count * stage.width * stage.height / stage.unit**2)
        x, y = _places(stage, rng, number, detail, least)
        _strokes(stage, rng, board, x, y, size * stage.unit, long * stage.unit)
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
