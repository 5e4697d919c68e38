"""Reading values that other tools wrote: JSON, and Python literals, both within limits. Nothing is evaluated."""

import ast
import json
from typing import Any

MOST_DEPTH = 100
MOST_LITERAL_CHARS = 10_000


def json_object(text: str | None) -> dict[str, Any] | None:
    """Returns the object that `text` holds, None when it holds none or is nested too deep."""
    if text is None or not text.lstrip().startswith("{") or _depth(text) > MOST_DEPTH:
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def literal(value: Any) -> Any:
    """Returns what a Python literal such as `(1152, 896)` stands for; anything else as it is."""
    if not isinstance(value, str) or len(value) > MOST_LITERAL_CHARS or _depth(value) > MOST_DEPTH:
        return value
    try:
        return ast.literal_eval(value)
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return value


def _depth(text: str) -> int:
    """Returns how deep brackets are nested at most; those inside of strings count as well."""
    deepest = depth = 0
    for character in text:
        if character in "[{(":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]})":
            depth -= 1
    return deepest


def rest(values: dict[str, Any], *known: str) -> dict[str, Any]:
    """Returns the parts that are not among the known ones."""
    return {key: value for key, value in values.items() if key not in known}
