"""Makes a picture larger on any side: what is near the border is mirrored, and grows softer the further out it lies."""

from typing import Final

import cv2
import numpy as np
from PIL import Image

from webapp.engines.builtin.editing.opened import Bytes, source_of
from webapp.engines.types import EngineRequest, Report

SIDES: Final = ("left", "right", "up", "down")
_SOFTEST_PX: Final = 6.0


def has_no_side(request: EngineRequest) -> str | None:
    """Returns what is missing when no side is to grow, as the end of a sentence, or None."""
    return None if any(request.params.get(side) for side in SIDES) else "needs at least one side to extend."


def outpaint(request: EngineRequest, _seed: int, report: Report) -> Image.Image:
    """Returns the picture with `left`, `right`, `up` and `down` pixels more; its own pixels stay as they are.

    Raises Unsupported without a picture; lets Stopped pass.
    """
    source = source_of(request)
    left, right, up, down = (int(request.params.get(side) or 0) for side in SIDES)
    pixels = np.asarray(source, dtype=np.uint8)
    report(0.2, "Looking at the borders")
    grown = np.asarray(cv2.copyMakeBorder(pixels, up, down, left, right, cv2.BORDER_REFLECT_101), dtype=np.uint8)
    report(0.5, "Drawing on")
    made = _softened(grown, (left, up, left + source.width, up + source.height))
    made[up : up + source.height, left : left + source.width] = pixels
    return Image.fromarray(made)


def _softened(pixels: Bytes, kept: tuple[int, int, int, int]) -> Bytes:
    """Returns the pixels, blurred more the further they lie outside `kept` (left, top, right, bottom)."""
    inside = np.full(pixels.shape[:2], 255, np.uint8)
    inside[kept[1] : kept[3], kept[0] : kept[2]] = 0
    away_px = cv2.distanceTransform(inside, cv2.DIST_L2, 3)
    share = np.clip(away_px / max(1.0, float(away_px.max())), 0, 1)[..., None]
    soft = cv2.GaussianBlur(pixels, (0, 0), _SOFTEST_PX)
    return np.asarray(np.rint(soft * share + pixels * (1 - share)), dtype=np.uint8)
