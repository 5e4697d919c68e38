"""Names of files as people gave them: text to show, never a path."""

import re
import unicodedata

MOST_CHARS = 200
_ENDING = re.compile(r"\.(?:png|jpe?g|jfif|webp|gif|avif)$", re.IGNORECASE)
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def shown_name(name: str | None) -> str:
    """Returns the last part of a file's name without what cannot be seen, "" when nothing is left."""
    last = re.split(r"[\\/]", name or "")[-1]
    plain = "".join(each for each in unicodedata.normalize("NFC", last) if unicodedata.category(each) not in _UNSEEN)
    return " ".join(plain.split())[:MOST_CHARS]


def title_of(name: str | None) -> str:
    """Returns the title that a file's name suggests: the name without its ending."""
    return _ENDING.sub("", shown_name(name))
