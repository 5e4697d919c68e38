"""Cuts out what stands in front: the rest becomes transparent."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from webapp.engines.builtin.editing.edges import bands, followed, reduced, stretched
from webapp.engines.builtin.editing.opened import Bytes, mask_of, source_of
from webapp.engines.builtin.editing.salience import salience
from webapp.engines.builtin.pixels import FloatArray, as_bytes, as_float, from_bytes, resize, step
from webapp.engines.types import EngineRequest, Report

_SMALL_PX: Final = 320
_ROUNDS: Final = 5
_CLEARLY: Final = 1.1
_FAINT: Final = 0.3
_LEAST_PART: Final = 0.25
_HOLE: Final = 0.004
_WORK_PX: Final = 1024
_NEAR_PX: Final = 12


def cut_out(request: EngineRequest, _seed: int, report: Report) -> Image.Image:
    """Returns the picture as RGBA, transparent where the background was; what the mask covers stays in any case.

    Raises Unsupported without a picture; lets Stopped pass.
    """
    source = source_of(request)
    pixels = np.asarray(source.convert("RGB"), dtype=np.uint8)
    alpha = as_bytes(alpha_of(pixels, None if request.mask is None else mask_of(request, source.size), report))
    report(0.9, "Cleaning its edge")
    made = Image.fromarray(own_colours(pixels, alpha)).convert("RGBA")
    held = source.getchannel("A") if source.mode == "RGBA" else Image.new("L", source.size, 255)
    made.putalpha(Image.fromarray(np.minimum(alpha, np.asarray(held, dtype=np.uint8))))
    return made


def alpha_of(pixels: Bytes, kept: Bytes | None, report: Report) -> FloatArray:
    """Returns (height, width), 1 where something stands in front, 0 behind it, in between at a soft edge.

    GrabCut (Rother, Kolmogorov and Blake, 2004) starts from what stands out and from `kept` (255 = in front), on a
    reduced copy; a guided filter brings its edge to full size.
    """
    report(0.1, "Looking for what stands in front")
    small = reduced(pixels, _SMALL_PX)
    hint = None if kept is None else reduced(kept, _SMALL_PX) > 127
    front = front_of(small, hint)
    report(0.6, "Following its edge")
    alpha = followed(pixels, front, reach=0.006, smooth=1e-4)
    for rows in bands(*alpha.shape):
        clear = step(0.12, 0.88, alpha[rows])
        alpha[rows] = clear if kept is None else np.maximum(clear, from_bytes(kept[rows]))
    return alpha


def front_of(pixels: Bytes, hint: NDArray[np.bool_] | None = None) -> FloatArray:
    """Returns (height, width), 1 where something stands in front. `hint` is True where that is known."""
    height, width = pixels.shape[:2]
    near = resize(salience(pixels), width, height)
    cut = _CLEARLY * _divide(near)
    found = np.where(near > cut, cv2.GC_PR_FGD, np.where(near > cut * _FAINT, cv2.GC_PR_BGD, cv2.GC_BGD))
    found = found.astype(np.uint8)
    if hint is not None:
        found[(found == cv2.GC_BGD)] = cv2.GC_PR_BGD
        found[hint] = cv2.GC_FGD
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(1)
    bgr = np.ascontiguousarray(pixels[..., ::-1])
    cv2.grabCut(bgr, found, (0, 0, 1, 1), models[0], models[1], _ROUNDS, cv2.GC_INIT_WITH_MASK)
    return _whole((found == cv2.GC_FGD) | (found == cv2.GC_PR_FGD), near)


def own_colours(pixels: Bytes, alpha: Bytes) -> Bytes:
    """Returns the pixels; where the edge is soft, without the background that shines through.

    After Forte, Approximate Fast Foreground Colour Estimation (2021): both are guessed from what lies around.
    """
    height, width = alpha.shape
    small, share = reduced(pixels, _WORK_PX), from_bytes(reduced(alpha, _WORK_PX))[..., None]
    colours, window = from_bytes(small), (2 * _NEAR_PX + 1, 2 * _NEAR_PX + 1)
    front, behind = (_around(colours, weights, window) for weights in (share, 1 - share))
    made = pixels.copy()
    for rows in bands(height, width):
        soft = (alpha[rows] > 0) & (alpha[rows] < 255)
        if soft.any():
            part = from_bytes(alpha[rows])[..., None]
            ahead, back = (stretched(each, rows, height, width) for each in (front, behind))
            own = ahead + part * (from_bytes(pixels[rows]) - part * ahead - (1 - part) * back)
            made[rows][soft] = as_bytes(as_float(own))[soft]
    return made


def _around(colours: FloatArray, weights: FloatArray, window: tuple[int, int]) -> FloatArray:
    """Returns the mean of the colours around each pixel, each counted by its weight."""
    total = as_float(cv2.blur(colours * weights, window))
    return as_float((total + colours * 1e-4) / (as_float(cv2.blur(weights, window))[..., None] + 1e-4))


def _divide(values: FloatArray) -> float:
    """Returns the value that parts the bright from the dark best (Otsu, 1979)."""
    return float(cv2.threshold(as_bytes(values), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[0]) / 255


def _whole(front: NDArray[np.bool_], near: FloatArray) -> FloatArray:
    """Returns the mask without its crumbs, and with its pinholes closed."""
    count, parts, stats, _ = cv2.connectedComponentsWithStats(front.astype(np.uint8))
    weights = np.bincount(parts.ravel(), near.ravel(), count)
    weights[0] = 0
    kept = (weights >= _LEAST_PART * weights.max())[parts] & front
    count, holes, stats, _ = cv2.connectedComponentsWithStats((~kept).astype(np.uint8))
    small = stats[:, cv2.CC_STAT_AREA] < _HOLE * front.size
    return as_float(kept | (small[holes] & ~kept))
