"""What a file of styles holds, entry by entry: drafts of styles, and problems named by their place."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from webapp.style_exchange.slots import SLOT, read_words, without_slot
from webapp.style_writing import MAX_NAME_CHARS, MAX_PURPOSE_CHARS, MAX_WORDS_CHARS

MAX_ENTRIES = 5_000
MAX_BYTES = 2_000_000


class Unreadable(ValueError):
    """A file of which nothing can be used. The message is for a person."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A style as it stands in a file, in our words. `place` is where ("Line 12"), `notes` what was changed or lost.

    `prompt` holds `{prompt}` where typed words go; without it `placement` (append, prefix, replace) says where.
    """

    name: str
    prompt: str = ""
    negative_prompt: str = ""
    placement: str = "append"
    purpose: str = ""
    recipe: Mapping[str, Any] = field(default_factory=dict)
    place: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """An entry that cannot come in, and why. `is_error` is false for what is no style at all, such as a divider."""

    place: str
    sentence: str
    name: str = ""
    is_error: bool = True


Entry = Draft | Problem


@dataclass(frozen=True, slots=True)
class Raw:
    """One entry as found: values of any kind. `slot` marks typed words; `unslotted` is what words without it do."""

    place: str
    name: object = ""
    prompt: object = ""
    negative_prompt: object = ""
    purpose: object = ""
    slot: str = SLOT
    unslotted: str = "append"
    recipe: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def judged(raw: Raw) -> Entry:
    """Makes a draft of an entry, or says what is wrong with it."""
    parts = {"name": raw.name, "prompt": raw.prompt, "negative prompt": raw.negative_prompt, "purpose": raw.purpose}
    called = one_line(raw.name) if isinstance(raw.name, str) and _is_keepable(raw.name) else ""
    for label, value in parts.items():
        wrong = _wrong_with(label, value)
        if wrong:
            return Problem(raw.place, wrong, called[:MAX_NAME_CHARS])
    if not called:
        return Problem(raw.place, "It has no name.")
    return _draft(raw, called)


def one_line(text: str) -> str:
    """Returns the text with every run of space and line ends as one space."""
    return " ".join(text.split())


def _draft(raw: Raw, name: str) -> Entry:
    prompt, placement = read_words(_text(raw.prompt), raw.slot, raw.unslotted)
    negative = without_slot(_text(raw.negative_prompt), raw.slot)
    if not prompt and not negative:
        return Problem(raw.place, "Only a name, as a divider has: left out.", name[:MAX_NAME_CHARS], is_error=False)
    purpose = one_line(_text(raw.purpose))
    notes = list(raw.notes)
    if len(name) > MAX_NAME_CHARS:
        notes.append(f"Its name was cut to {MAX_NAME_CHARS} characters.")
    if len(purpose) > MAX_PURPOSE_CHARS:
        notes.append(f"Its description was cut to {MAX_PURPOSE_CHARS} characters.")
    return Draft(
        name=name[:MAX_NAME_CHARS].strip(),
        prompt=prompt,
        negative_prompt=negative,
        placement=placement,
        purpose=purpose[:MAX_PURPOSE_CHARS].strip(),
        recipe=raw.recipe,
        place=raw.place,
        notes=tuple(notes),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _wrong_with(label: str, value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        return f"Its {label} is not text."
    if not _is_keepable(value):
        return f"Its {label} holds a character that cannot be kept."
    if label.endswith("prompt") and len(value) > MAX_WORDS_CHARS:
        return f"Its {label} is longer than {MAX_WORDS_CHARS:,} characters."
    return None


def _is_keepable(text: str) -> bool:
    """NUL and lone surrogates can be kept by no database."""
    return "\0" not in text and (text.isascii() or not any(unicodedata.category(each) == "Cs" for each in text))
