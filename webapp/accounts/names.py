"""What people may be called."""

import unicodedata

from webapp.models.user import name_key

MAX_CHARS = 40
MAX_KEY_CHARS = 80


def clean_name(name: str | None) -> str:
    """Returns the name as it is kept: one spelling for each letter, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", name or "").split())


def key_of(name: str) -> str:
    """Returns what makes two spellings of a name the same person."""
    return name_key(clean_name(name))


def problem_with(name: str) -> str:
    """Returns what is wrong with a cleaned name, in a sentence, or nothing.

    Unseen characters could make one name look like another.
    """
    if not name:
        return "Type a name."
    if len(name) > MAX_CHARS or len(name_key(name)) > MAX_KEY_CHARS:
        return f"Use at most {MAX_CHARS} characters."
    if not name.isprintable():
        return "Use letters, digits, spaces and the usual signs."
    return ""
