"""What is known of a picture, as words of the index: one look at it answers words and facts together.

They narrow; what a wall asks of the pictures themselves stays asked. They begin with a letter that no word begins with.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

MARK = "f"
HASH_CHARACTERS = 20
# Each filter of walls that is in the index, by the column that its fact comes from.
KINDS: Mapping[str, str] = {
    "style": "prompt_helper_id",
    "theme": "theme_helper_id",
    "engine": "model_backend",
    "model": "model",
    "origin": "origin",
    "kind": "generation_type",
    "shape": "shape",
    "size": "size_class",
    "seed": "seed",
}
IN_INDEX = frozenset(KINDS) | {"favorites", "rating", "project"}


def fact(name: str, value: Any) -> str:
    """Returns the word for a filter with a value, such as `shape` with "square" or `tag` with a folded name."""
    text = value.hex if isinstance(value, UUID) else str(value)
    plain = text.isascii() and text.isalnum() and text.islower()
    return f"{MARK}{name}{text if plain or text.isdecimal() else _hashed(text)}"


def facts_of(row: Any, tags: Iterable[str], projects: Iterable[UUID]) -> list[str]:
    """Returns the words for all facts of a picture; `row` has the columns of KINDS, `is_favorite` and `rating`."""
    values = {name: getattr(row, column) for name, column in KINDS.items()}
    plain = [fact(name, value) for name, value in values.items() if value not in {None, ""}]
    rated = [fact("rating", stars) for stars in range(1, row.rating + 1)]
    hung = [fact("tag", name) for name in tags] + [fact("project", each) for each in projects]
    return [*plain, *rated, *hung, *([fact("favorites", 1)] if row.is_favorite else [])]


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_CHARACTERS]
