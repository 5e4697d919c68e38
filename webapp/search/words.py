"""Text to words that compare well: without case, accents and punctuation. Both databases are given the same ones."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from uuid import UUID

WORD_CHARACTERS = 40
WORDS_MAX = 4000  # of one picture; PostgreSQL keeps no places beyond 16383
_PLAIN = re.compile(r"[a-z0-9]+")
_APOSTROPHES = str.maketrans("", "", "'\u2019\u02bc")
# Scripts that are written without spaces: every character is a word, and a run of them a phrase.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# Who may find a picture by a word: anyone, people who are signed in, its owner.
ANYONE, SIGNED_IN, OWNER = "a", "s", "r"
IS_SHOWN = "p"


def words_of(text: str) -> list[str]:
    """Returns the words of `text`, folded, in their order."""
    lowered = text.casefold().translate(_APOSTROPHES)
    if lowered.isascii():
        return [word[:WORD_CHARACTERS] for word in _PLAIN.findall(lowered)]
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", lowered).casefold())
    spread = _UNSPACED.sub(r" \g<0> ", "".join(map(_kept, plain)))
    return [word[:WORD_CHARACTERS] for word in spread.split()]


def owner_mark(owner_id: UUID) -> str:
    """Returns the word that stands in all pictures of one owner, and in no others."""
    return f"m{owner_id.hex}"


def document(owner_id: UUID, *, is_shown: bool, texts: Mapping[str, str], facts: Iterable[str] = ()) -> str:
    """Returns what the index keeps of a picture: who may see it, facts, and its words, marked with who they are for.

    `texts` are by the mark of who may read them.
    """
    marks = [owner_mark(owner_id), *([IS_SHOWN] if is_shown else []), *facts]
    marked = [reader + word for reader, text in texts.items() for word in words_of(text)]
    return " ".join([*marks, *marked[:WORDS_MAX]])


def _kept(character: str) -> str:
    """Letters and digits stay, what is put on letters goes, all else stands between words."""
    kind = unicodedata.category(character)[0]
    if kind in "LN":
        return character
    return "" if kind == "M" or unicodedata.category(character) == "Cf" else " "
