"""The type that books are set in, and the letters it has."""

import re
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


def require_letters(texts: Iterable[str]) -> None:
    """Raises LettersMissing for a text with letters that the type lacks. Signs, such as emoji, may be missing."""
    for character in set("".join(texts)):
        if ord(character) not in _known() and unicodedata.category(character)[0] in "LM":
            raise LettersMissing


def settable(text: str) -> str:
    """Returns the text without signs that the type lacks, and without the gaps that they leave."""
    known = "".join(each for each in text if ord(each) in _known() or each == "\n")
    return known if known == text else re.sub(r" +(?=[ .,;:!?…]|$)", "", known)


def is_right_to_left(text: str) -> bool:
    """Tells whether a paragraph runs from right to left: its first letter that has a direction says so."""
    directions = (unicodedata.bidirectional(each) for each in text)
    return next((each for each in directions if each in {"L", "R", "AL"}), "L") != "L"


def face_for(text: str, *, is_bold: bool = False) -> Path:
    """Returns the type that has all letters of a text: the serif one where it can."""
    if all(ord(each) in _letters_of(SERIF) for each in text):
        return SERIF_BOLD if is_bold else SERIF
    return SANS


@cache
def _known() -> frozenset[int]:
    return _letters_of(SERIF) | _letters_of(SANS)


@cache
def _letters_of(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
