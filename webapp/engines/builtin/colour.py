"""Colours: hex, mixing in OKLab, turning the hue.

The matrices are Björn Ottosson's, https://bottosson.github.io/posts/oklab/.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np

from webapp.engines.builtin.pixels import FloatArray, as_float

_TO_LMS: Final = as_float(
    [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
     [0.0883024619, 0.2817188376, 0.6299787005]]
)  # fmt: skip
_TO_LAB: Final = as_float(
    [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
     [0.0259040371, 0.7827717662, -0.8086757660]]
)  # fmt: skip
_FROM_LMS: Final = as_float(np.linalg.inv(_TO_LMS))
_FROM_LAB: Final = as_float(np.linalg.inv(_TO_LAB))


@lru_cache(maxsize=512)
def _parsed(text: str) -> tuple[float, float, float]:
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def paint(text: str) -> FloatArray:
    """Makes a colour (3,) of "#rrggbb"."""
    return as_float(_parsed(text))


def oklab(rgb: FloatArray) -> FloatArray:
    """Turns sRGB (..., 3) into OKLab."""
    rgb = np.clip(rgb, 0.0, 1.0)
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return as_float(np.cbrt(linear @ _TO_LMS.T) @ _TO_LAB.T)


def srgb(lab: FloatArray) -> FloatArray:
    """Turns OKLab (..., 3) into sRGB, clipped to 0..1."""
    linear = np.clip((lab @ _FROM_LAB.T) ** 3 @ _FROM_LMS.T, 0.0, 1.0)
    return as_float(np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055))


def mix(first: FloatArray, second: FloatArray, share: float) -> FloatArray:
    """Mixes two colours in OKLab, `share` 0..1 of the second."""
    return srgb(oklab(first) * (1 - share) + oklab(second) * share)


def ramp(stops: Sequence[FloatArray], at: FloatArray) -> FloatArray:
    """Looks colours up along evenly spaced `stops`: `at` (...) of 0..1 gives (..., 3)."""
    table_at = np.linspace(0.0, len(stops) - 1.0, 256)
    labs = np.stack([oklab(stop) for stop in stops])
    channels = [np.interp(table_at, np.arange(len(stops)), labs[:, channel]) for channel in range(3)]
    table = srgb(as_float(np.stack(channels, axis=-1)))
    return as_float(table[np.clip(at * 255.0, 0, 255).astype(np.uint8)])


def turned(rgb: FloatArray, degrees: float, chroma: float = 1.0, lightness: float = 1.0) -> FloatArray:
    """Turns the hue of a colour in OKLab and scales its chroma and lightness."""
    lab = oklab(rgb)
    cos, sin = np.cos(np.radians(degrees)) * chroma, np.sin(np.radians(degrees)) * chroma
    turn = as_float([[lightness, 0, 0], [0, cos, -sin], [0, sin, cos]])
    return srgb(as_float(lab @ turn.T))


def tinted(rgb: FloatArray, towards: FloatArray, share: float) -> FloatArray:
    """Moves hue and chroma `share` of the way to another colour, and keeps most of the lightness."""
    lab, other = oklab(rgb), oklab(towards)
    weights = as_float([share * 0.3, share, share])
    return srgb(as_float(lab + (other - lab) * weights))
