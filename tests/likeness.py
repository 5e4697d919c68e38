"""How near a picture comes to the truth: PSNR and SSIM, over all of it or over a part."""

from typing import TypeAlias

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

Floats: TypeAlias = npt.NDArray[np.floating]
Where: TypeAlias = npt.NDArray[np.bool_]
Pixels: TypeAlias = Image.Image | npt.NDArray[np.uint8]


def psnr_db(made: Pixels, truth: Pixels, where: Where | None = None) -> float:
    """Gives the signal to noise ratio in decibels; `where` (height, width) is True where it counts."""
    off = (np.asarray(made, dtype=float) - np.asarray(truth, dtype=float)) ** 2
    return float(10 * np.log10(255**2 / max((off if where is None else off[where]).mean(), 1e-9)))


def ssim(made: Pixels, truth: Pixels, where: Where | None = None) -> float:
    """Gives the structural likeness of two pictures' lightness, 1 for the same (Wang et al., 2004)."""
    one, two = (_grey(each) for each in (made, truth))
    mean_one, mean_two = _even(one), _even(two)
    spread = _even(one * one) - mean_one**2 + _even(two * two) - mean_two**2
    shared = _even(one * two) - mean_one * mean_two
    alike = (
        (2 * mean_one * mean_two + 6.5) * (2 * shared + 58.5) / ((mean_one**2 + mean_two**2 + 6.5) * (spread + 58.5))
    )
    return float((alike if where is None else alike[where]).mean())


def _grey(pixels: Pixels) -> Floats:
    return cv2.cvtColor(np.asarray(pixels), cv2.COLOR_RGB2GRAY).astype(float)


def _even(values: Floats) -> Floats:
    return np.asarray(cv2.GaussianBlur(values, (11, 11), 1.5))
