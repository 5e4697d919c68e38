"""How a model is told the size of a picture: by its shape, by one of its sizes, or by both sides."""

import re
from collections.abc import Mapping
from typing import Any, Final

from webapp.engines.capabilities import SizeLimits
from webapp.engines.replicate.schema import Field
from webapp.engines.sizes import fitted, nearest_ratio, nearest_size

STEP_PX: Final = 8
LEAST_PX: Final = 64
MOST_PX: Final = 2048
_PAIR: Final = re.compile(r"(\d{1,5})\s*[:x*×]\s*(\d{1,5})")

Pairs = dict[tuple[int, int], str]


def size_limits(fields: Mapping[str, Field]) -> SizeLimits | None:
    """Returns which sizes a model draws, None when it does not say."""
    ratios, sizes = _pairs(fields.get("aspect_ratio")), _pairs(fields.get("size"))
    if ratios:
        return SizeLimits(LEAST_PX, MOST_PX, ratios=tuple(ratios))
    if sizes:
        return SizeLimits(LEAST_PX, MOST_PX, choices=tuple(sizes))
    return _by_sides(fields)


def size_input(fields: Mapping[str, Field], width_px: int, height_px: int) -> dict[str, Any]:
    """Returns the inputs that ask for the size nearest to the wanted one, none where the model has no say in it."""
    ratios, sizes = _pairs(fields.get("aspect_ratio")), _pairs(fields.get("size"))
    if ratios:
        return {"aspect_ratio": ratios[nearest_ratio(width_px, height_px, ratios)]}
    if sizes:
        return {"size": sizes[nearest_size(width_px, height_px, sizes)]}
    limits = _by_sides(fields)
    if limits is None:
        return {}
    width_px, height_px = fitted(width_px, height_px, limits)
    return {"width": _nearest(fields["width"], width_px), "height": _nearest(fields["height"], height_px)}


def _by_sides(fields: Mapping[str, Field]) -> SizeLimits | None:
    width, height = fields.get("width"), fields.get("height")
    if width is None or height is None or {width.value_type, height.value_type} != {"integer"}:
        return None
    sides = [_range(width), _range(height)]
    least, most = max(low for low, _ in sides), min(high for _, high in sides)
    return SizeLimits(least, most, STEP_PX, most * most) if least <= most else None


def _range(side: Field) -> tuple[int, int]:
    listed = [int(choice) for choice in side.choices if choice.isdigit()]
    low = min(listed) if listed else int(side.minimum or LEAST_PX)
    high = max(listed) if listed else int(side.maximum or MOST_PX)
    return max(low, STEP_PX), min(high, 2 * MOST_PX)


def _nearest(side: Field, wanted_px: int) -> int:
    listed = [int(choice) for choice in side.choices if choice.isdigit()]
    return min(listed, key=lambda choice: abs(choice - wanted_px)) if listed else wanted_px


def _pairs(choice: Field | None) -> Pairs:
    """Returns the pairs of numbers among a field's choices, such as "16:9" or "1024x768", with their own spelling."""
    if choice is None or choice.kind != "choice":
        return {}
    found = [(match, text) for text in choice.choices if (match := _PAIR.fullmatch(text))]
    return {(int(match[1]), int(match[2])): text for match, text in found if int(match[1]) and int(match[2])}
