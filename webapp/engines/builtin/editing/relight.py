"""Lets the light come from another side, warmer or cooler."""

from typing import Final

import numpy as np
from PIL import Image

from webapp.engines.builtin.editing.edges import bands, followed, reduced
from webapp.engines.builtin.editing.opened import Bytes, source_of
from webapp.engines.builtin.pixels import FloatArray, as_bytes, as_float, blur, from_bytes, grey, slope, step
from webapp.engines.types import EngineRequest, Report

# Where the light stands: rightwards, downwards.
DIRECTIONS: Final = {"left": (-1.0, 0.0), "right": (1.0, 0.0), "above": (0.0, -1.0), "below": (0.0, 1.0)}
DEFAULT_STRENGTH: Final = 0.5
_SHAPE_PX: Final = 512
# How large a form is, as a share of the longer side, and how far it stands out.
_FORMS: Final = ((0.005, 4.0), (0.014, 5.0), (0.05, 1.5))
_RISE: Final = 0.25
_FALL: Final = 0.9
_BRIGHTER: Final = 1.5
# In stops, as all light here: what full warmth adds to red, green and blue.
_WARM: Final = as_float([0.35, 0.02, -0.42])


def relight(request: EngineRequest, _seed: int, report: Report) -> Image.Image:
    """Returns the picture in light from `light_source_direction`, `light_source_strength` 0..1 and `warmth` -1..1.

    How things stand out is guessed from light and shade at three sizes, and from the rule that what is lower is
    nearer. Raises Unsupported without a picture; lets Stopped pass.
    """
    source, params = source_of(request), request.params
    towards = DIRECTIONS.get(str(params.get("light_source_direction")), DIRECTIONS["left"])
    strength, warmth = params.get("light_source_strength"), float(params.get("warmth") or 0.0)
    pixels = np.asarray(source.convert("RGB"), dtype=np.uint8)
    report(0.1, "Feeling the shapes")
    light = light_on(reduced(pixels, _SHAPE_PX), towards)
    report(0.4, "Moving the light")
    light = followed(pixels, as_float(light / 2 + 0.5), reach=0.015, smooth=4e-3) * 2 - 1
    made = Image.fromarray(_lit(pixels, light, DEFAULT_STRENGTH if strength is None else float(strength), warmth))
    if source.mode == "RGBA":
        made.putalpha(source.getchannel("A"))
    return made


def light_on(pixels: Bytes, towards: tuple[float, float]) -> FloatArray:
    """Returns (height, width), -1 in shade to 1 in full light, 0 on the whole. `towards` points at the light."""
    tone = grey(from_bytes(pixels))
    height, width = tone.shape
    longest = max(height, width)
    across, down = np.zeros_like(tone), np.full_like(tone, -_RISE)
    for share, depth in _FORMS:
        right, low = slope(blur(tone, share * longest))
        across, down = across - right * depth * share * longest, down - low * depth * share * longest
    facing = across * towards[0] + down * towards[1]
    shaded = (0.8 * facing + 0.6) / np.sqrt(1 + across**2 + down**2)
    xs, ys = np.linspace(-1, 1, width)[None, :], np.linspace(-1, 1, height)[:, None]
    fall = (xs * towards[0] + ys * towards[1]) * _FALL
    light = (shaded - shaded.mean()) * 0.9 + fall
    return as_float(np.clip(light - light.mean(), -1, 1))


def _lit(pixels: Bytes, light: FloatArray, strength: float, warmth: float) -> Bytes:
    """Returns the pixels in that light: warm light is warmest where it falls, and leaves the shade cool."""
    made = np.empty_like(pixels)
    for rows in bands(*light.shape):
        here = light[rows][..., None]
        tint = _WARM * (warmth * (0.75 + 0.5 * here * strength))
        made[rows] = as_bytes(exposed(from_bytes(pixels[rows]), as_float(strength * _BRIGHTER * here + tint)))
    return made


def exposed(rgb: FloatArray, stops: FloatArray) -> FloatArray:
    """Returns colours 0..1 `stops` brighter: white is never passed, and in real shade white darkens too."""
    gain = np.exp2(stops)
    soft = rgb * gain / (1 + rgb * (gain - 1))
    return as_float(soft + (rgb * gain - soft) * step(0.0, -1.0, as_float(stops)))
