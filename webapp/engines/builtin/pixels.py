"""Typed, single-threaded doors to the few OpenCV operations that the drawing needs.

Pictures are float32 arrays (height, width, 3), sRGB, 0..1; masks and noise are (height, width).
"""

from typing import Any, TypeAlias

import cv2
import numpy as np
import numpy.typing as npt

cv2.setNumThreads(1)

FloatArray: TypeAlias = npt.NDArray[np.floating[Any]]
ByteArray: TypeAlias = npt.NDArray[np.uint8]
Number: TypeAlias = float | FloatArray


def as_float(values: Any) -> FloatArray:
    """Gives `values` as float32, copying only where it must."""
    return np.asarray(values, dtype=np.float32)


def blur(image: FloatArray, sigma_px: float) -> FloatArray:
    """Softens by a Gaussian; large ones are done on a smaller copy, where they look the same."""
    if sigma_px < 0.2:
        return image
    shrink = min(int(sigma_px / 3.0), image.shape[0] // 8, image.shape[1] // 8)
    if shrink < 2:
        return as_float(cv2.GaussianBlur(image, (0, 0), sigma_px))
    small = resize(image, max(image.shape[1] // shrink, 2), max(image.shape[0] // shrink, 2))
    return resize(as_float(cv2.GaussianBlur(small, (0, 0), sigma_px / shrink)), image.shape[1], image.shape[0])


def resize(image: FloatArray, width: int, height: int, is_crisp: bool = False) -> FloatArray:
    """Scales to `width` x `height` pixels: area when shrinking, linear when growing, nearest when crisp."""
    width, height = max(width, 1), max(height, 1)
    if is_crisp:
        how = cv2.INTER_NEAREST
    else:
        how = cv2.INTER_AREA if width * height < image.shape[0] * image.shape[1] else cv2.INTER_LINEAR
    return as_float(cv2.resize(image, (width, height), interpolation=how))


def grow(grid: FloatArray, width: int, height: int) -> FloatArray:
    """Scales a small grid up with cubic curves, which makes smooth noise of it."""
    return as_float(cv2.resize(grid, (max(width, 1), max(height, 1)), interpolation=cv2.INTER_CUBIC))


def sample(image: FloatArray, x: FloatArray, y: FloatArray, wraps: bool = False) -> FloatArray:
    """Looks `image` up at the pixel positions `x`, `y`; outside it repeats (`wraps`) or mirrors."""
    if wraps:
        x, y = np.mod(x, image.shape[1] - 1), np.mod(y, image.shape[0] - 1)
    return as_float(cv2.remap(image, as_float(x), as_float(y), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101))


def grid(height: int, width: int) -> tuple[FloatArray, FloatArray]:
    """Gives the x (1, width) and y (height, 1) of every pixel, ready to broadcast."""
    return np.arange(width, dtype=np.float32)[None, :], np.arange(height, dtype=np.float32)[:, None]


def step(low: float, high: float, values: FloatArray) -> FloatArray:
    """Rises smoothly from 0 at `low` to 1 at `high`; falls where `low` is the greater."""
    t = np.clip((values - low) / (high - low), 0.0, 1.0)
    return as_float(t * t * (3.0 - 2.0 * t))


def grey(image: FloatArray) -> FloatArray:
    """Gives the lightness of each pixel, 0..1."""
    return as_float(image @ as_float([0.299, 0.587, 0.114]))


def slope(image: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Gives how fast a one-channel picture rises to the right and downwards, per pixel."""
    return (
        as_float(cv2.Sobel(image, cv2.CV_32F, 1, 0, scale=0.125)),
        as_float(cv2.Sobel(image, cv2.CV_32F, 0, 1, scale=0.125)),
    )


def as_bytes(image: FloatArray) -> ByteArray:
    """Gives 0..1 as 0..255."""
    return np.asarray(cv2.convertScaleAbs(np.clip(image, 0.0, 1.0), alpha=255.0), dtype=np.uint8)


def from_bytes(image: Any) -> FloatArray:
    """Gives 0..255 as 0..1."""
    return as_float(np.multiply(image, np.float32(1.0 / 255.0), dtype=np.float32))
