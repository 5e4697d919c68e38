"""Takes something out of a picture and closes the gap with what lies around it."""

import numpy as np
from PIL import Image

from webapp.engines.builtin.editing.filling.fill import fill
from webapp.engines.builtin.editing.opened import mask_of, source_of, through
from webapp.engines.types import EngineRequest, Report


def erase(request: EngineRequest, seed: int, report: Report) -> Image.Image:
    """Returns the picture without what the mask covers; every pixel outside the mask stays as it is.

    Raises Unsupported without a picture or a mask; lets Stopped pass.
    """
    source = source_of(request)
    mask = mask_of(request, source.size)
    pixels = np.asarray(source.convert("RGB"), dtype=np.uint8)
    report(0.1, "Looking around it")
    filled = fill(pixels, mask > 0, seed, report)
    report(0.9, "Blending")
    return through(mask, filled, source)
