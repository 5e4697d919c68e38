"""The type that books are set in, and the letters it has."""

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from webapp.config import ROOT
from webapp.errors import AppError

SERIF = ROOT / "static" / "vendor" / "serif.ttf"
SERIF_BOLD = ROOT / "static" / "vendor" / "serif-bold.ttf"
SANS = ROOT / "static" / "vendor" / "sans.ttf"


class LettersMissing(AppError):
    status = 409
    code = "letters_missing"
    title = "Not in these letters"
    sentence = (
        "This story has letters that our type does not have. Take it as EPUB or as a folder: they keep every letter."
    )


def require_letters(texts: Iterable[str], *, with_sans: bool = True) -> None:
    """Raises LettersMissing for a text with letters that the type lacks. Signs, such as emoji, may be missing."""
    known = _known(with_sans)
    for character in set("".join(texts)):
        if ord(character) not in known and unicodedata.category(character)[0] in "LM":
            raise LettersMissing


def settable(text: str, *, with_sans: bool = True) -> str:
    """Returns the text without signs that the type lacks."""
    known = _known(with_sans)
    return "".join(each for each in text if ord(each) in known or each == "\n")


@cache
def _known(with_sans: bool) -> frozenset[int]:
    return _letters_of(SERIF) | _letters_of(SANS) if with_sans else _letters_of(SERIF)


def _letters_of(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
