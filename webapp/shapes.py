"""The shapes a picture can have, and the pixels each stands for."""

import math
from collections.abc import Mapping
from typing import Any

SHAPES: dict[str, tuple[int, int]] = {
    "1:1": (1024, 1024),
    "4:5": (896, 1120),
    "3:2": (1216, 810),
    "16:9": (1344, 756),
    "9:16": (756, 1344),
    "21:9": (1536, 658),
}
FREE = "free"
DEFAULT_SHAPE = "3:2"


def size_of(shape: str, width_px: int | None, height_px: int | None) -> tuple[int, int]:
    """Returns width and height in pixels: the shape's own, or the free size given."""
    if shape in SHAPES:
        return SHAPES[shape]
    return width_px or SHAPES["1:1"][0], height_px or SHAPES["1:1"][1]


def shape_of(width_px: int, height_px: int) -> str:
    """Returns the shape that these pixels are, FREE when they are none."""
    return next((name for name, size in SHAPES.items() if size == (width_px, height_px)), FREE)


def nearest_shape(width_px: int, height_px: int) -> str:
    """Returns the shape that a picture of these pixels comes closest to."""
    ratio = math.log(width_px / height_px)
    return min(SHAPES, key=lambda name: abs(math.log(SHAPES[name][0] / SHAPES[name][1]) - ratio))


def with_shape(recipe: Mapping[str, Any]) -> dict[str, Any]:
    """Returns a style's settings with the shape that goes with a width and a height, which other tools do not name."""
    width_px, height_px = recipe.get("width"), recipe.get("height")
    if "shape" in recipe or not width_px or not height_px:
        return dict(recipe)
    return {**recipe, "shape": shape_of(width_px, height_px)}
