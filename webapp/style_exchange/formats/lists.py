"""JSON lists of styles, which differ only in what they call things."""

import json
from collections.abc import Mapping
from typing import Any

from webapp.style_exchange.drafts import Entry, Problem, Raw, judged
from webapp.style_exchange.recipes import read_extras
from webapp.style_exchange.source import Table

PROMPTS = ("prompt", "positive_prompt", "template")
NEGATIVES = ("negative_prompt", "negativePrompt", "negative")


def read_list(values: list[Any]) -> list[Entry]:
    """Returns the entries of a list of objects with a name, a prompt and a negative prompt."""
    return [_entry(f"Entry {number}", value) for number, value in enumerate(values, 1)]


def _entry(place: str, value: Any) -> Entry:
    wrong = not_an_object(place, value)
    if wrong:
        return wrong
    recipe, notes = read_extras(value.get("extra"))
    if value.get("wildcards"):
        notes = (*notes, "Its wildcards were left out.")
    raw = Raw(
        place,
        value.get("name"),
        first_of(value, PROMPTS),
        first_of(value, NEGATIVES),
        value.get("description"),
        recipe=recipe,
        notes=notes,
    )
    return judged(raw)


def not_an_object(place: str, value: Any) -> Problem | None:
    """Returns what is wrong with an entry that is no object, or holds a name twice."""
    if not isinstance(value, Table):
        return Problem(place, "This is no style: a name and a prompt are expected here.")
    if value.repeated:
        return Problem(place, f"It holds “{value.repeated[0][:40]}” twice, and only one can be meant.")
    return None


def first_of(value: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    """Returns the value under the first of `names` that there is."""
    return next((value[name] for name in names if value.get(name) is not None), None)


def as_json(value: Any) -> bytes:
    """Returns a file that people can read too."""
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"
