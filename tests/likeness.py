"""How near a picture comes to the truth: PSNR and SSIM, over all of it or over a part."""

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

Floats = npt.NDArray[np.floating]
Where = npt.NDArray[np.bool_]


def psnr_db(made: Image.Image, truth: Image.Image, where: Where | None = None) -> float:
    """Gives the signal to noise ratio in decibels; `where` (height, width) is True where it counts."""
    off = (np.asarray(made, dtype=float) - np.asarray(truth, dtype=float)) ** 2
    return float(10 * np.log10(255**2 / (off if where is None else off[where]).mean()))


def ssim(made: Image.Image, truth: Image.Image, where: Where | None = None) -> float:
    """Gives the structural likeness of two pictures' lightness, 1 for the same (Wang et al., 2004)."""
    one, two = (np.asarray(each.convert("L"), dtype=float) for each in (made, truth))
    mean_one, mean_two = _even(one), _even(two)
    spread = _even(one * one) - mean_one**2 + _even(two * two) - mean_two**2
    shared = _even(one * two) - mean_one * mean_two
    alike = (
        (2 * mean_one * mean_two + 6.5) * (2 * shared + 58.5) / ((mean_one**2 + mean_two**2 + 6.5) * (spread + 58.5))
    )
    return float((alike if where is None else alike[where]).mean())


def _even(values: Floats) -> Floats:
    return np.asarray(cv2.GaussianBlur(values, (11, 11), 1.5))
