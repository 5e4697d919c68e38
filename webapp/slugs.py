"""Names for addresses, in the letters of their own script."""

import secrets
import unicodedata

MOST_CHARS = 60


def slug_of(name: str, fallback: str) -> str:
    """Returns the letters and digits of `name` as an address holds them, in small letters with hyphens between words.

    Marks stay with their letters, and the end is never cut within one. `fallback` stands for a name that has none.
    """
    kept = ""
    for character in folded(name):
        kind = unicodedata.category(character)[0]
        if kind in "LN" or (kind == "M" and _is_mark(character) and _ends_in_letter(kept)):
            kept += character
        elif not _is_unseen(character) and kept and kept[-1] != "-":
            kept += "-"
    return _cut(folded(kept)).strip("-") or fallback


def slug_of_its_own(name: str, fallback: str) -> str:
    """Returns such a name with an ending by which it is nobody else's."""
    return f"{slug_of(name, fallback)}-{secrets.token_hex(5)}"


def folded(text: str) -> str:
    """Returns the spelling in which addresses are kept, and by which they are looked up."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())


def _is_mark(character: str) -> bool:
    """Tells marks from what only chooses how a character looks."""
    return not ("\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef")


def _ends_in_letter(kept: str) -> bool:
    return bool(kept) and unicodedata.category(kept[-1])[0] in "LM"


def _is_unseen(character: str) -> bool:
    """Tells what stands within words without being seen: marks without a letter, joiners, soft hyphens."""
    return unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}


def _cut(kept: str) -> str:
    end = min(MOST_CHARS, len(kept))
    while 0 < end < len(kept) and unicodedata.category(kept[end])[0] == "M":
        end -= 1
    return kept[:end]
