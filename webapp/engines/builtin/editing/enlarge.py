"""Makes a picture larger: Lanczos first, then corrections until it shrinks back to what it came from."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from webapp.engines.builtin.editing.opened import source_of
from webapp.engines.types import EngineRequest, Report

_ROUNDS: Final = 6
_STRENGTH: Final = 0.9
DEFAULT_SCALE: Final = 2.0

Floats = NDArray[np.float32]


def enlarge_fast(request: EngineRequest, _seed: int, report: Report) -> Image.Image:
    """Returns the picture `scale` times as large by Lanczos alone. Raises Unsupported without a picture."""
    source = source_of(request)
    report(0.5, "Enlarging")
    return source.resize(_size(source, request), Image.Resampling.LANCZOS)


def enlarge_true(request: EngineRequest, _seed: int, report: Report) -> Image.Image:
    """Returns the picture `scale` times as large by iterative back-projection (Irani and Peleg, 1991).

    Raises Unsupported without a picture; lets Stopped pass.
    """
    source = source_of(request)
    size = _size(source, request)
    wanted: Floats = np.asarray(source, dtype=np.float32)
    made: Floats = np.asarray(source.resize(size, Image.Resampling.LANCZOS), dtype=np.float32)
    for each in range(_ROUNDS):
        report(each / _ROUNDS, "Sharpening")
        back = cv2.resize(made, source.size, interpolation=cv2.INTER_AREA)
        missing = cv2.resize(wanted - back, size, interpolation=cv2.INTER_CUBIC)
        made += _STRENGTH * missing
    return Image.fromarray(np.clip(np.rint(made), 0, 255).astype(np.uint8))


def _size(source: Image.Image, request: EngineRequest) -> tuple[int, int]:
    scale = float(request.params.get("scale") or DEFAULT_SCALE)
    return round(source.width * scale), round(source.height * scale)
