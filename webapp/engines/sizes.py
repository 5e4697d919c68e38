"""From the size a person wants to the nearest one that a provider draws."""

import math
from collections.abc import Iterable

from webapp.engines.capabilities import SizeLimits

Pair = tuple[int, int]


def nearest_ratio(width_px: int, height_px: int, ratios: Iterable[Pair]) -> Pair:
    """Returns the ratio (width, height) whose shape is nearest; 2:1 is as far from 1:1 as 1:2 is."""
    wanted = math.log(width_px / height_px)
    return min(ratios, key=lambda ratio: abs(math.log(ratio[0] / ratio[1]) - wanted))


def nearest_size(width_px: int, height_px: int, choices: Iterable[Pair]) -> Pair:
    """Returns the size whose shape is nearest and, among those, whose area is nearest."""

    def distance(size: Pair) -> tuple[float, float]:
        shape = abs(math.log(size[0] / size[1]) - math.log(width_px / height_px))
        return round(shape, 6), abs(math.log(size[0] * size[1] / (width_px * height_px)))

    return min(choices, key=distance)


def rounded_size(width_px: int, height_px: int, multiple_px: int) -> Pair:
    """Returns the size with both sides moved to the nearest multiple, never below one of it."""

    def rounded(side_px: int) -> int:
        return max(multiple_px, round(side_px / multiple_px) * multiple_px)

    return rounded(width_px), rounded(height_px)


def fitted(width_px: int, height_px: int, limits: SizeLimits) -> Pair:
    """Returns the size nearest to the wanted one that keeps to `limits`, with the shape kept as far as it can be."""
    if limits.choices:
        return nearest_size(width_px, height_px, limits.choices)
    longest, pixels = max(width_px, height_px), width_px * height_px
    scale = min(1.0, limits.max_side_px / longest, math.sqrt(limits.max_pixels / pixels))
    scale = max(scale, limits.min_side_px / min(width_px, height_px) if scale == 1.0 else 0.0)
    width_px, height_px = rounded_size(round(width_px * scale), round(height_px * scale), limits.multiple_px)
    while width_px * height_px > limits.max_pixels and min(width_px, height_px) > limits.multiple_px:
        width_px, height_px = _shorter(width_px, height_px, limits.multiple_px)
    return _bounded(width_px, limits), _bounded(height_px, limits)


def _shorter(width_px: int, height_px: int, step_px: int) -> Pair:
    return (width_px - step_px, height_px) if width_px >= height_px else (width_px, height_px - step_px)


def _bounded(side_px: int, limits: SizeLimits) -> int:
    least = math.ceil(limits.min_side_px / limits.multiple_px) * limits.multiple_px
    most = limits.max_side_px // limits.multiple_px * limits.multiple_px
    return min(max(side_px, least), most)
