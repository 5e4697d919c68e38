"""Finds the shifts by which a picture looks most like itself."""

from typing import Final

import cv2
import numpy as np

from webapp.engines.builtin.editing.filling.level import Flags, Places
from webapp.engines.builtin.pixels import FloatArray, as_float, grey

_LEAST_PX: Final = 4
_COUNT: Final = 24
_OVERLAP: Final = 0.1


def shifts_in(pixels: FloatArray, hole: Flags) -> Places:
    """Returns (shifts, 2): down and right in pixels, the likeliest first.

    The mean squared difference of the known pixels at every shift at once, by Fourier transform; its valleys count.
    """
    height, width = hole.shape
    size = cv2.getOptimalDFTSize(2 * height), cv2.getOptimalDFTSize(2 * width)
    known, tone = as_float(~hole), grey(pixels)
    tone = (tone - tone[~hole].mean()) * known
    there, light, power = (np.fft.rfft2(each, size) for each in (known, tone, tone * tone))
    crossed = 2 * (np.conj(there) * power).real - 2 * np.abs(light) ** 2
    overlap = np.fft.irfft2(np.abs(there) ** 2, size)
    off = np.fft.irfft2(crossed, size) / np.maximum(overlap, 1)
    off = np.where(overlap < _OVERLAP * hole.size, np.inf, off)
    return _valleys(as_float(np.fft.fftshift(off)))


def _valleys(off: FloatArray) -> Places:
    middle = np.asarray(off.shape) // 2
    down, right = np.nonzero((off <= cv2.erode(off, np.ones((5, 5), np.uint8))) & np.isfinite(off))
    found = np.stack([down, right], axis=1) - middle
    depth = off[down, right]
    is_far = np.hypot(found[:, 0], found[:, 1]) >= _LEAST_PX
    return np.asarray(found[is_far][np.argsort(depth[is_far], kind="stable")[:_COUNT]], dtype=np.intp)
