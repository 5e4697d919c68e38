"""What somebody typed into a search box, read kindly: words, "a phrase", -without, and a last word not yet finished."""

import re
from dataclasses import dataclass

from webapp.search.words import words_of

TERMS_MAX = 12
SHORTEST_BEGINNING = 2
_PART = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """One word, or several in a row; the last of them may be only the beginning of a word."""

    words: tuple[str, ...]
    is_beginning: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """Terms that all must be there, and terms that must not."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)


def read(text: str) -> Typed:
    """Reads any text whatever; what holds no word counts for nothing."""
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for part in _PART.finditer(text):
        is_word = part["word"] is not None
        words = tuple(words_of(part["word"] if is_word else part["phrase"]))
        if not words or len(wanted) + len(unwanted) >= TERMS_MAX:
            continue
        is_last = is_word and not part["minus"] and part.end() == len(text.rstrip())
        term = Term(words, is_last and len(words[-1]) >= SHORTEST_BEGINNING)
        (unwanted if part["minus"] else wanted).append(term)
    return Typed(tuple(wanted), tuple(unwanted))
