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


def through(mask: Bytes, made: Bytes, source: Image.Image) -> Image.Image:
    """Returns `made` (height, width, 3) where the mask is 255 and `source` where it is 0, as transparent as that."""
    share = (mask.astype(np.float32) / 255)[..., None]
    pixels = np.asarray(source.convert("RGB"), dtype=np.uint8)
    blended = Image.fromarray(np.rint(made * share + pixels * (1 - share)).astype(np.uint8))
    if source.mode == "RGBA":
        blended.putalpha(source.getchannel("A"))
    return blended
