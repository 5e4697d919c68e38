"""Holds handed-in pictures and further fields against their limits. Each answer ends an engine's sentence."""

import io
import math
from collections.abc import Mapping
from typing import Any

from PIL import Image

from webapp.engines.capabilities import Parameter, PictureLimits

MEGABYTE = 1_000_000


def check_picture(data: bytes, limits: PictureLimits, what: str = "a picture") -> str | None:
    """Returns what is wrong with the encoded picture, None when nothing is. Reads its header only."""
    if limits.max_bytes is not None and len(data) > limits.max_bytes:
        return f"takes {what} of at most {limits.max_bytes / MEGABYTE:g} MB; this one has {len(data) / MEGABYTE:.1f}."
    try:
        with Image.open(io.BytesIO(data), formats=list(limits.formats)) as opened:
            width_px, height_px = opened.size
    except (OSError, ValueError, Image.DecompressionBombError):
        return f"takes {what} as {_or(limits.formats)}."
    return _check_size(width_px, height_px, limits, what)


def size_of(data: bytes) -> tuple[int, int]:
    """Returns width and height of an encoded picture that check_picture() let pass. Reads its header only."""
    with Image.open(io.BytesIO(data)) as opened:
        return opened.size


def _check_size(width_px: int, height_px: int, limits: PictureLimits, what: str) -> str | None:
    largest = limits.max_side_px or math.inf
    if min(width_px, height_px) < limits.min_side_px or max(width_px, height_px) > largest:
        up_to = f" to {limits.max_side_px:,}" if limits.max_side_px else ""
        return f"takes {what} with sides from {limits.min_side_px}{up_to} pixels; this one is {width_px} × {height_px}."
    pixels = width_px * height_px
    if limits.max_pixels is not None and pixels > limits.max_pixels:
        return f"takes {what} of at most {limits.max_pixels:,} pixels; this one has {pixels:,}."
    if pixels < limits.min_pixels:
        return f"takes {what} of at least {limits.min_pixels:,} pixels; this one has {pixels:,}."
    if not (limits.min_aspect or 0) <= width_px / height_px <= (limits.max_aspect or math.inf):
        ratio = limits.max_aspect or 1 / (limits.min_aspect or 1)
        return f"takes {what} whose longer side is at most {ratio:g} times the shorter."
    return None


def check_parameters(
    known: tuple[Parameter, ...], values: Mapping[str, Any], pictures: Mapping[str, bytes]
) -> str | None:
    """Returns what is wrong with the further fields, None when nothing is."""
    by_name = {parameter.name: parameter for parameter in known}
    strangers = [name for name in (*values, *pictures) if name not in by_name]
    if strangers:
        return f"knows no setting called “{strangers[0][:40]}”."
    for parameter in known:
        held = pictures if parameter.kind == "picture" else values
        sentence = _check_one(parameter, held.get(parameter.name))
        if sentence:
            return sentence
    return None


def _check_one(parameter: Parameter, value: Any) -> str | None:
    label = parameter.label or parameter.name.replace("_", " ").capitalize()
    if value is None or value == "":
        return f"needs “{label}”." if parameter.is_required else None
    if parameter.kind == "picture":
        return check_picture(value, parameter.limits or PictureLimits(), f"“{label}”")
    if parameter.kind in ("integer", "number"):
        return _check_number(parameter, label, value)
    if parameter.kind == "switch":
        return None if isinstance(value, bool) else f"takes yes or no for “{label}”."
    return _check_text(parameter, label, value)


def _check_number(parameter: Parameter, label: str, value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return f"takes a number for “{label}”."
    if parameter.kind == "integer" and value != int(value):
        return f"takes a whole number for “{label}”."
    if parameter.minimum is not None and value < parameter.minimum:
        return f"takes “{label}” from {parameter.minimum:g}."
    if parameter.maximum is not None and value > parameter.maximum:
        return f"takes “{label}” up to {parameter.maximum:g}."
    return None


def _check_text(parameter: Parameter, label: str, value: Any) -> str | None:
    if not isinstance(value, str):
        return f"takes words for “{label}”."
    if parameter.choices and value not in parameter.choices:
        return f"takes {_or(parameter.choices)} for “{label}”."
    if parameter.max_chars is not None and len(value) > parameter.max_chars:
        return f"reads at most {parameter.max_chars:,} characters for “{label}”."
    return None


def _or(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
