"""The ways Sketchbook makes a picture larger, as the edits call them."""

from functools import partial
from typing import Final

import numpy as np
from PIL import Image

from webapp.engines.builtin.editing.opened import Bytes, source_of
from webapp.engines.builtin.enlarging import crisp, grain, true
from webapp.engines.builtin.enlarging.deblock import deblocked
from webapp.engines.builtin.enlarging.tiles import Place, by_tiles
from webapp.engines.builtin.pixels import FloatArray
from webapp.engines.types import EngineRequest, Report

DEFAULT_SCALE: Final = 2.0
DEFAULT_CREATIVITY: Final = 0.4


def enlarge_fast(request: EngineRequest, _seed: int, report: Report) -> Image.Image:
    """Returns the picture `scale` times as large by Lanczos alone. Raises Unsupported without a picture."""
    source = source_of(request)
    report(0.5, "Enlarging")
    return source.resize(_size(source, request), Image.Resampling.LANCZOS)


def enlarge_true(request: EngineRequest, _seed: int, report: Report) -> Image.Image:
    """Returns the picture `scale` times as large, as near to the source as can be.

    Raises Unsupported without a picture; lets Stopped pass.
    """
    source = source_of(request)
    return by_tiles(_pixels(source), _size(source, request), _true, report)


def enlarge_creative(request: EngineRequest, seed: int, report: Report) -> Image.Image:
    """Returns the picture `scale` times as large with fine grain like its own, as strong as `creativity` (0..1).

    Raises Unsupported without a picture; lets Stopped pass.
    """
    source = source_of(request)
    asked = request.params.get("creativity")
    strength = 2 * (DEFAULT_CREATIVITY if asked is None else float(asked))
    way = partial(_creative, grain.sheet(seed), strength)
    return by_tiles(_pixels(source), _size(source, request), way, report)


def _true(part: Bytes, _place: Place, factor: int) -> Bytes:
    return true.enlarged(part, factor)


def _creative(sheet: FloatArray, strength: float, part: Bytes, place: Place, factor: int) -> Bytes:
    large = crisp.crisped(true.enlarged(part, factor), factor)
    return grain.roughened(large, part, grain.laid(sheet, place, factor), strength)


def _pixels(source: Image.Image) -> Bytes:
    return deblocked(np.asarray(source, dtype=np.uint8))


def _size(source: Image.Image, request: EngineRequest) -> tuple[int, int]:
    scale = float(request.params.get("scale") or DEFAULT_SCALE)
    return round(source.width * scale), round(source.height * scale)
