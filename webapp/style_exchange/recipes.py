"""Settings that travel with a style: read from what tools call them, and written back."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

from webapp.shapes import FREE, shape_of, size_of

MAX_EXTRAS_CHARS = 4_000
MAX_NAME_CHARS = 200
# What tools call each setting, in lower case, and the range in which it makes sense.
NAMES = {
    "steps": "steps",
    "cfg scale": "guidance_scale",
    "cfgscale": "guidance_scale",
    "cfg_scale": "guidance_scale",
    "guidance scale": "guidance_scale",
    "sampler": "scheduler",
    "sampler_name": "scheduler",
    "model": "model",
    "width": "width",
    "height": "height",
    "size-1": "width",
    "size-2": "height",
}
RANGES = {"steps": (1, 500), "guidance_scale": (0, 50), "width": (16, 16_384), "height": (16, 16_384)}
WHOLE = {"steps", "width", "height"}


def read_settings(pairs: Iterable[tuple[str, object]]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Returns the recipe that named values make, and a note on what was left out."""
    recipe: dict[str, Any] = {}
    lost: list[str] = []
    for name, value in _split_sizes(pairs):
        key = NAMES.get(name.strip().lower())
        found = _value(key, value) if key else None
        if key is None or found is None:
            lost.append(name.strip()[:40])
        else:
            recipe[key] = found
    if ("width" in recipe) != ("height" in recipe):
        lost.append("width" if recipe.pop("width", None) else "height")
        recipe.pop("height", None)
    lost = [name for name in lost if name.isprintable() and name]
    return _with_shape(recipe), (f"Left out: {', '.join(lost[:8])}.",) if lost else ()


def read_extras(text: object) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Reads "Steps: 20, Sampler: Euler a"."""
    if not isinstance(text, str) or not text.strip():
        return {}, ()
    parts = [part.partition(":") for part in text[:MAX_EXTRAS_CHARS].split(",")]
    return read_settings([(name, value.strip().strip('"')) for name, colon, value in parts if colon])


def write_extras(recipe: Mapping[str, Any]) -> str:
    """Writes "Steps: 20, Sampler: Euler a, CFG scale: 7, Size: 512x768, Model: name"."""
    width, height = sides(recipe)
    named = (
        ("Steps", recipe.get("steps")),
        ("Sampler", recipe.get("scheduler")),
        ("CFG scale", recipe.get("guidance_scale")),
        ("Size", f"{width}x{height}" if width and height else None),
        ("Model", recipe.get("model")),
    )
    # A comma ends a value in this form, and there is no way round it that every reader knows.
    return ", ".join(f"{name}: {words}" for name, value in named if value and "," not in (words := shown(value)))


def sides(recipe: Mapping[str, Any]) -> tuple[int | None, int | None]:
    """Returns width and height in pixels of the shape that a recipe names, or None twice."""
    if not recipe.get("shape"):
        return None, None
    return size_of(recipe["shape"], recipe.get("width"), recipe.get("height"))


def in_pixels(recipe: Mapping[str, Any]) -> dict[str, Any]:
    """Returns a recipe whose shape is said in pixels, as other tools know it."""
    width, height = sides(recipe)
    return {**recipe, "width": width, "height": height}


def _with_shape(recipe: dict[str, Any]) -> dict[str, Any]:
    """Names the shape that pixels stand for; only a free one keeps them."""
    if "width" not in recipe:
        return recipe
    shape = shape_of(recipe["width"], recipe["height"])
    kept = {key: value for key, value in recipe.items() if shape == FREE or key not in ("width", "height")}
    return {**kept, "shape": shape}


def shown(value: object) -> str:
    """Returns a setting as text: 7 and not 7.0."""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _split_sizes(pairs: Iterable[tuple[str, object]]) -> Iterable[tuple[str, object]]:
    for name, value in pairs:
        width, by, height = str(value).lower().partition("x") if name.strip().lower() == "size" else ("", "", "")
        if by:
            yield "width", width
            yield "height", height
        else:
            yield name, value


def _value(key: str, value: object) -> Any:
    """Returns the value as its kind, or None when it is none."""
    if key not in RANGES:
        is_name = isinstance(value, str) and value.strip() and value.isprintable() and len(value) <= MAX_NAME_CHARS
        return str(value).strip() if is_name else None
    number = _number(value)
    low, high = RANGES[key]
    if number is None or not low <= number <= high:
        return None
    if key not in WHOLE:
        return number
    return int(number) if number == int(number) else None


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
