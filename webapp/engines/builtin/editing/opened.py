"""The pictures of a request as arrays."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from webapp.engines.errors import Unsupported
from webapp.engines.types import EngineRequest

Bytes = NDArray[np.uint8]


def source_of(request: EngineRequest) -> Image.Image:
    """Returns the picture to start from, RGB or RGBA. Raises Unsupported when there is none."""
    if request.source is None:
        raise Unsupported("Sketchbook needs a picture to start from.")
    with Image.open(io.BytesIO(request.source)) as opened:
        return opened.convert("RGBA" if "A" in opened.getbands() else "RGB")


def mask_of(request: EngineRequest, size_px: tuple[int, int]) -> Bytes:
    """Returns the mask as (height, width), 255 where the picture may change. Raises Unsupported when there is none."""
    if request.mask is None:
        raise Unsupported("Sketchbook needs to know what may change: paint over it.")
    with Image.open(io.BytesIO(request.mask)) as opened:
        grey = opened.convert("L")
    return np.asarray(grey if grey.size == size_px else grey.resize(size_px), dtype=np.uint8)
