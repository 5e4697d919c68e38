"""Cuts out what stands in front: the rest becomes transparent."""

from typing import Final

import cv2
import numpy as np
from PIL import Image

from webapp.engines.builtin.editing.opened import Bytes, source_of
from webapp.engines.types import EngineRequest, Report

_SMALL_PX: Final = 320
_MARGIN: Final = 0.02
_ROUNDS: Final = 5
_EPSILON: Final = 1e-3


def cut_out(request: EngineRequest, _seed: int, report: Report) -> Image.Image:
    """Returns the picture as RGBA, transparent where the background was. Raises Unsupported without a picture.

    GrabCut (Rother, Kolmogorov and Blake, 2004) finds the front on a reduced copy; a guided filter (He, Sun and Tang,
    2010) brings its edge to full size. Lets Stopped pass.
    """
    source = source_of(request)
    pixels = np.asarray(source.convert("RGB"), dtype=np.uint8)
    report(0.1, "Looking for what stands in front")
    share = min(1.0, _SMALL_PX / max(source.size))
    size = max(8, round(source.width * share)), max(8, round(source.height * share))
    small = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    front = front_of(small)
    report(0.7, "Following its edge")
    rough = np.asarray(cv2.resize(front, source.size, interpolation=cv2.INTER_LINEAR), dtype=np.uint8)
    alpha = _edged(pixels, rough, radius_px=round(3 / share))
    made = source.convert("RGBA")
    made.putalpha(Image.fromarray(np.minimum(alpha, np.asarray(made.getchannel("A"), dtype=np.uint8))))
    return made


def front_of(pixels: Bytes) -> Bytes:
    """Returns (height, width), 255 where something stands in front. What touches the rim is taken for background."""
    height, width = pixels.shape[:2]
    left, top = max(1, round(width * _MARGIN)), max(1, round(height * _MARGIN))
    found = np.zeros((height, width), np.uint8)
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(1)
    bgr = np.ascontiguousarray(pixels[..., ::-1])
    rim = left, top, width - 2 * left, height - 2 * top
    cv2.grabCut(bgr, found, rim, models[0], models[1], _ROUNDS, cv2.GC_INIT_WITH_RECT)
    return np.where((found == cv2.GC_FGD) | (found == cv2.GC_PR_FGD), 255, 0).astype(np.uint8)


def _edged(pixels: Bytes, rough: Bytes, radius_px: int) -> Bytes:
    """Returns the mask with its edge drawn to the picture's own, by a guided filter on its grey values."""
    guide = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    wanted = rough.astype(np.float32) / 255
    window = 2 * max(1, radius_px) + 1, 2 * max(1, radius_px) + 1
    mean_guide, mean_wanted = cv2.blur(guide, window), cv2.blur(wanted, window)
    slope = (cv2.blur(guide * wanted, window) - mean_guide * mean_wanted) / (
        cv2.blur(guide * guide, window) - mean_guide**2 + _EPSILON
    )
    alpha = cv2.blur(slope, window) * guide + cv2.blur(mean_wanted - slope * mean_guide, window)
    return np.asarray(np.clip(np.rint(alpha * 255), 0, 255), dtype=np.uint8)
