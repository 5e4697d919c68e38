"""What several manners share: paper, the dragged brush, outlines, grading."""

import cv2
import numpy as np

from webapp.engines.builtin.noise import coarse_fbm
from webapp.engines.builtin.pixels import FloatArray, as_bytes, as_float, blur, from_bytes, grey, grid, resize, sample
from webapp.engines.builtin.stage import Stage


def brushed(stage: Stage, amount: float, px: FloatArray | None = None) -> FloatArray:
    """Shifts every pixel a little along a wandering field, as a brush drags paint: `amount` 1 is `unit` / 150."""
    rng = stage.rng("brushed")
    width, height, cell = stage.width, stage.height, stage.unit * 0.02
    drag_x = coarse_fbm(rng, width, height, cell * 1.6, cell * 0.5, 3, shrink=2) - 0.5
    drag_y = coarse_fbm(rng, width, height, cell, cell * 0.6, 3, shrink=2) - 0.5
    xs, ys = grid(height, width)
    reach = stage.unit / 75 * amount
    source = stage.canvas.px if px is None else px
    return sample(source, as_float(xs + drag_x * reach), as_float(ys + drag_y * reach))


def paper(stage: Stage, cell_px: float = 5.0) -> FloatArray:
    """Makes the tooth of paper (height, width), about -0.5..0.5."""
    rng = stage.rng("paper")
    fine = rng.random((stage.height, stage.width), dtype=np.float32)
    soft = coarse_fbm(rng, stage.width, stage.height, cell_px, cell_px, 2, shrink=2)
    return as_float(fine * 0.4 + soft * 0.6 - 0.5)


def flattened(px: FloatArray, size: int = 7, passes: int = 2, shrink: int = 2) -> FloatArray:
    """Smooths into flat patches that keep their edges, by medians on a smaller copy."""
    height, width = px.shape[:2]
    small = as_bytes(resize(px, max(width // shrink, 8), max(height // shrink, 8)))
    for _ in range(passes):
        small = np.asarray(cv2.medianBlur(small, size), dtype=np.uint8)
    return resize(from_bytes(small), width, height)


def outlines(stage: Stage, thick_px: float, detail: float = 1.0) -> FloatArray:
    """Finds the lines (height, width), 0..1: where layers meet, and strong edges within them."""
    reach = max(round(thick_px), 1)
    kernel = np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach + 1, reach + 1)), dtype=np.uint8)
    between = np.asarray(cv2.morphologyEx(stage.canvas.layers, cv2.MORPH_GRADIENT, kernel)) > 0
    lines = between.astype(np.uint8) * 255
    if detail > 0:
        tone = as_bytes(blur(grey(stage.canvas.px), max(stage.unit * 0.0012, 0.6)))
        inner = np.asarray(cv2.Canny(tone, 70 / detail, 150 / detail), dtype=np.uint8)
        thinner = max(reach // 2, 1)
        lines = np.maximum(lines, np.asarray(cv2.dilate(inner, np.ones((thinner, thinner), np.uint8))))
    return blur(from_bytes(lines), 0.7)


def saturated(px: FloatArray, amount: float) -> FloatArray:
    """Moves colours away from grey (`amount` above 1) or towards it."""
    tone = grey(px)[..., None]
    return as_float(np.clip(tone + (px - tone) * np.float32(amount), 0, 1))


def contrasted(px: FloatArray, amount: float) -> FloatArray:
    """Bends tones into an S: `amount` 0 leaves them, 1 is strong."""
    return as_float(px + (px * px * (3 - 2 * px) - px) * np.float32(amount))


def vignetted(stage: Stage, px: FloatArray, amount: float) -> FloatArray:
    """Darkens the corners."""
    xs, ys = grid(stage.height, stage.width)
    away = (xs / stage.width - 0.5) ** 2 + (ys / stage.height - 0.5) ** 2
    return as_float(px * (1 - np.float32(amount * 2) * away**1.3)[..., None])


def bloomed(stage: Stage, px: FloatArray, above: float, amount: float) -> FloatArray:
    """Lets the brightest places glow into their neighbours."""
    bright = blur(as_float(np.clip((px - above) / (1 - above), 0, 1)), stage.unit * 0.02)
    return as_float(px + (1 - px) * bright * np.float32(amount))
