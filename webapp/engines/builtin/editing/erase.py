"""Takes something out of a picture and closes the gap with what lies around it."""

from typing import Final

import cv2
import numpy as np
from PIL import Image

from webapp.engines.builtin.editing.opened import Bytes, mask_of, source_of
from webapp.engines.types import EngineRequest, Report

_RADIUS_PX: Final = 5
_RING_PX: Final = 9
_SMALL_PX: Final = 512


def erase(request: EngineRequest, _seed: int, report: Report) -> Image.Image:
    """Returns the picture without what the mask covers; every pixel outside the mask stays as it is.

    Raises Unsupported without a picture or a mask; lets Stopped pass.
    """
    source = source_of(request)
    mask = mask_of(request, source.size)
    pixels = np.asarray(source.convert("RGB"), dtype=np.uint8)
    report(0.1, "Looking around it")
    filled = fill(pixels, mask, report)
    report(0.9, "Blending")
    share = (mask.astype(np.float32) / 255)[..., None]
    blended = np.rint(filled * share + pixels * (1 - share)).astype(np.uint8)
    made = Image.fromarray(blended)
    if source.mode == "RGBA":
        made.putalpha(source.getchannel("A"))
    return made


def fill(pixels: Bytes, mask: Bytes, report: Report) -> Bytes:
    """Returns (height, width, 3) with the masked part filled: by the method that fits its rim best."""
    hole = np.where(mask > 0, 255, 0).astype(np.uint8)
    share = min(1.0, _SMALL_PX / max(hole.shape))
    small, small_hole = _reduced(pixels, share), np.where(_reduced(hole, share) > 0, 255, 0).astype(np.uint8)
    report(0.3, "Closing the gap")
    method = min((cv2.INPAINT_TELEA, cv2.INPAINT_NS), key=lambda each: _misfit(small, small_hole, each))
    report(0.5, "Closing the gap")
    coarse = cv2.inpaint(small, small_hole, _RADIUS_PX, method)
    full = cv2.resize(coarse, (pixels.shape[1], pixels.shape[0]), interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.where(hole[..., None] > 0, full, pixels), dtype=np.uint8)


def _misfit(pixels: Bytes, hole: Bytes, method: int) -> float:
    """Returns how far `method` is off where the truth is known: in a ring just outside the hole."""
    grown = cv2.dilate(hole, np.ones((_RING_PX, _RING_PX), np.uint8))
    ring = (grown > 0) & (hole == 0)
    if not ring.any():
        return 0.0
    guessed = cv2.inpaint(pixels, grown, _RADIUS_PX, method)
    return float(np.abs(guessed[ring].astype(np.float32) - pixels[ring].astype(np.float32)).mean())


def _reduced(pixels: Bytes, share: float) -> Bytes:
    size = max(1, round(pixels.shape[1] * share)), max(1, round(pixels.shape[0] * share))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
