"""A recipe that was found in a file, in our own words, with what we have no word for."""

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

MOST_PROMPT_CHARS = 10_000
MOST_NAME_CHARS = 200
MOST_SEED = 2**63 - 1
MOST_STEPS = 100_000
MOST_ALSO = 40
MOST_ALSO_CHARS = 300


@dataclass(frozen=True, slots=True)
class Found:
    """How a picture was made, as far as its file tells. `also` keeps, by their names, parts that we do not use."""

    made_with: str
    prompt: str = ""
    negative_prompt: str = ""
    model: str = ""
    scheduler: str = ""
    steps: int | None = None
    guidance_scale: float | None = None
    seed: int | None = None
    also: dict[str, str] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Found":
        """Reads what `as_data` gave, trusting none of it."""
        also = data.get("also")
        return make_found(str(data["made_with"]), data, also if isinstance(also, dict) else {})


def make_found(made_with: str, values: Mapping[str, Any], also: Mapping[Any, Any] | None = None) -> Found:
    """Makes a recipe of whatever a file says: numbers that are none, or too large to keep, are left out."""
    steps = whole(values.get("steps"))
    return Found(
        made_with=text(made_with, 40),
        prompt=text(values.get("prompt"), MOST_PROMPT_CHARS),
        negative_prompt=text(values.get("negative_prompt"), MOST_PROMPT_CHARS),
        model=text(values.get("model"), MOST_NAME_CHARS),
        scheduler=text(values.get("scheduler"), MOST_NAME_CHARS),
        steps=steps if steps is not None and 0 < steps <= MOST_STEPS else None,
        guidance_scale=number(values.get("guidance_scale")),
        seed=whole(values.get("seed")),
        also=kept_words(also or {}),
    )


def text(value: Any, most_chars: int) -> str:
    """Returns a value as text that every database keeps."""
    plain = "" if value is None else str(value)
    return plain[: most_chars * 2].replace("\0", "").encode("utf-8", "ignore").decode().strip()[:most_chars]


def whole(value: Any) -> int | None:
    """Returns a whole number from 0 to what a database keeps, else None."""
    if isinstance(value, str) and re.fullmatch(r"\s*\d{1,19}\s*", value):
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and 0 <= value <= MOST_SEED else None


def number(value: Any) -> float | None:
    """Returns a number from 0 to 1000, else None."""
    try:
        found = float(value) if not isinstance(value, bool) else math.nan
    except (TypeError, ValueError, OverflowError):
        return None
    return found if 0 <= found <= 1000 else None


def kept_words(also: Mapping[Any, Any]) -> dict[str, str]:
    """Returns the first few of the other parts, each in one short line."""
    pairs = ((text(key, 60), _line(value)) for key, value in also.items())
    return dict([(key, value) for key, value in pairs if key and value][:MOST_ALSO])


def _line(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return ""
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text(words, MOST_ALSO_CHARS)


def as_text(found: Found, width_px: int, height_px: int) -> str:
    """Returns the recipe in the `parameters` text that most tools read."""
    pairs: Iterable[tuple[str, Any]] = (
        ("Steps", found.steps),
        ("Sampler", found.scheduler or None),
        ("CFG scale", found.guidance_scale),
        ("Seed", found.seed),
        ("Size", f"{width_px}x{height_px}"),
        ("Model", found.model or None),
        ("Version", found.made_with),
    )
    last = ", ".join(f"{key}: {quoted(value)}" for key, value in pairs if value is not None)
    negative = f"\nNegative prompt: {found.negative_prompt}" if found.negative_prompt else ""
    return f"{found.prompt}{negative}\n{last}"


def quoted(value: Any) -> str:
    plain = f"{value:g}" if isinstance(value, float) else str(value)
    return json.dumps(plain, ensure_ascii=False) if re.search(r'[,:\n"]', plain) else plain
