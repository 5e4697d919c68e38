"""Makes a picture larger on any side: what lies near its borders goes on."""

from typing import Final

import cv2
import numpy as np
from PIL import Image

from webapp.engines.builtin.editing.filling.fill import fill
from webapp.engines.builtin.editing.filling.level import Taste
from webapp.engines.builtin.editing.opened import source_of
from webapp.engines.types import EngineRequest, Report

SIDES: Final = ("left", "right", "up", "down")
# Beyond a border little says how it goes on: texture is worth more than a mean there, and land stays land.
_TASTE: Final = Taste(favour=2.0, rows=5.0)


def has_no_side(request: EngineRequest) -> str | None:
    """Returns what is missing when no side is to grow, as the end of a sentence, or None."""
    return None if any(request.params.get(side) for side in SIDES) else "needs at least one side to extend."


def outpaint(request: EngineRequest, seed: int, report: Report) -> Image.Image:
    """Returns the picture with `left`, `right`, `up` and `down` pixels more; its own pixels stay as they are.

    What is new is made of the picture's own patches, or goes on smoothly; its transparency is mirrored. Raises
    Unsupported without a picture; lets Stopped pass.
    """
    source = source_of(request)
    left, right, up, down = (int(request.params.get(side) or 0) for side in SIDES)
    pixels = np.asarray(source, dtype=np.uint8)
    report(0.05, "Looking at the borders")
    made = np.asarray(cv2.copyMakeBorder(pixels, up, down, left, right, cv2.BORDER_REFLECT_101), dtype=np.uint8)
    beyond = np.ones(made.shape[:2], np.bool_)
    beyond[up : up + source.height, left : left + source.width] = False
    made[..., :3] = fill(np.ascontiguousarray(made[..., :3]), beyond, seed, report, _TASTE)
    return Image.fromarray(made)
