"""What changed between two wordings, word by word. Pure text in, plain data out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

# Comparing takes the square of the words at worst: beyond this many the whole text counts as changed.
MOST_WORDS = 3000
_WORDS = re.compile(r"\w+\s*|[^\w\s]+\s*|\s+")


@dataclass(frozen=True, slots=True)
class Part:
    """Some words that stayed, went or came."""

    kind: Literal["same", "gone", "new"]
    text: str


def diff_words(old: str, new: str) -> list[Part]:
    """Returns the parts of both texts in reading order; spaces alone are no change."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(before), len(after)) > MOST_WORDS:
        return _changed(old, new) if old != new else [Part("same", new)]
    matcher = SequenceMatcher(None, [word.strip() for word in before], [word.strip() for word in after])
    parts: list[Part] = []
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        gone, came = "".join(before[start:end]), "".join(after[new_start:new_end])
        parts += [Part("same", came)] if kind == "equal" else _changed(gone, came)
    return parts


def _changed(gone: str, came: str) -> list[Part]:
    return list(_filled(Part("gone", gone), Part("new", came)))


def _filled(*parts: Part) -> Iterator[Part]:
    return (part for part in parts if part.text)
