"""How large a picture becomes by what is done to it, and by how much at most it may grow."""

import math
from collections.abc import Mapping
from typing import Any, Final

from webapp.engines.capabilities import Parameter, PictureLimits

Pair = tuple[int, int]

# What engines and models call the number of times a picture becomes larger.
SCALES: Final = ("scale", "scale_factor", "upscale_factor")
MEGAPIXEL: Final = 1_000_000


def scale_of(parameters: tuple[Parameter, ...]) -> Parameter | None:
    """Returns the parameter that says how many times larger, None where there is none."""
    return next((each for each in parameters if each.name in SCALES), None)


def times_larger(params: Mapping[str, Any], parameters: tuple[Parameter, ...] = ()) -> float:
    """Returns how many times larger is asked for: what was given, else the parameter's own default, else once."""
    given = next((params[name] for name in SCALES if params.get(name)), None)
    known = scale_of(parameters)
    asked = given if given is not None else known.default if known is not None else None
    return float(asked) if isinstance(asked, int | float) else 1.0


def result_size(size_px: Pair, params: Mapping[str, Any], parameters: tuple[Parameter, ...] = ()) -> Pair:
    """Returns width and height of what an operation without a size of its own makes of a picture of `size_px`."""
    width_px = size_px[0] + int(params.get("left") or 0) + int(params.get("right") or 0)
    height_px = size_px[1] + int(params.get("up") or 0) + int(params.get("down") or 0)
    scale = times_larger(params, parameters)
    return round(width_px * scale), round(height_px * scale)


def is_too_large(size_px: Pair, limits: PictureLimits) -> bool:
    pixels = size_px[0] * size_px[1]
    return pixels > (limits.max_pixels or math.inf) or max(size_px) > (limits.max_side_px or math.inf)


def largest_scale(size_px: Pair, limits: PictureLimits, parameters: tuple[Parameter, ...]) -> float | None:
    """Returns the most times larger that a picture may become, in tenths where it can be; None when not at all."""
    scale = scale_of(parameters)
    if scale is None:
        return None
    by_pixels = math.sqrt((limits.max_pixels or math.inf) / (size_px[0] * size_px[1]))
    most = min(by_pixels, (limits.max_side_px or math.inf) / max(size_px), scale.maximum or math.inf)
    least = scale.minimum or 1.0
    for step in (10, 100):
        found = math.floor(most * step) / step
        if found >= least and not is_too_large(result_size(size_px, {scale.name: found}), limits):
            return found
    return None


def limit_words(limits: PictureLimits, size_px: Pair) -> tuple[str, str]:
    """Returns the limit that a picture of this size breaks, and its own figure: "4.2 megapixels", "9.4"."""
    if limits.max_pixels is not None and size_px[0] * size_px[1] > limits.max_pixels:
        most, has = limits.max_pixels / MEGAPIXEL, size_px[0] * size_px[1] / MEGAPIXEL
        digits = 1 if round(most, 1) != round(has, 1) else 3
        return f"{round(most, digits):g} {'megapixel' if round(most, digits) == 1 else 'megapixels'}", (
            f"{round(has, digits):g}"
        )
    return f"{limits.max_side_px:,} pixels a side", f"{size_px[0]:,} × {size_px[1]:,}"
