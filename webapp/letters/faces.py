"""The faces that words are set in: those that come with the studio, then fonts of the host for what these lack."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from flask import current_app

from webapp.config import ROOT
from webapp.errors import AppError
from webapp.letters import host
from webapp.letters.face import Face, faces_in
from webapp.letters.language import language_of

SERIF, SERIF_BOLD, SANS = (ROOT / "static" / "vendor" / f"{name}.ttf" for name in ("serif", "serif-bold", "sans"))
# What the letters of East Asia begin with in Unicode; their fonts are a package of their own.
_EASTERN = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA", "BOPOMOFO", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH")


def package_for(letters: str) -> str:
    """Returns the package of Debian with fonts for letters."""
    return "fonts-noto-cjk" if unicodedata.name(letters[0], "").startswith(_EASTERN) else "fonts-noto-core"


class LettersMissing(AppError):
    status = 409
    code = "letters_missing"
    title = "Not in these letters"

    def __init__(self, letters: str) -> None:
        super().__init__(
            f"No font here has all letters of this story, such as {letters[:3]}."
            " Take it as EPUB or as a folder: they keep every letter."
            " For PDF and CBZ, ask who runs the studio to install fonts for them and to start it again:"
            f" on Debian, {package_for(letters)}."
        )


@dataclass(frozen=True, slots=True)
class Faces:
    """What some words are set in, the studio's own serif and sans first. `folder` is where the admin keeps more."""

    serif: Face
    sans: Face
    host: tuple[Face, ...]
    folder: Path | None

    @property
    def all(self) -> tuple[Face, ...]:
        return (self.serif, self.sans, *self.host)

    def has(self, letter: str) -> bool:
        return any(face.has(letter) for face in self.all)

    def lacking(self, text: str) -> str:
        """Returns the letters of a text that no face has, each once. Signs, such as emoji, may be missing."""
        letters = (each for each in dict.fromkeys(text) if unicodedata.category(each)[0] in "LM")
        return "".join(each for each in letters if not self.has(each))

    def settable(self, text: str) -> str:
        """Returns the text without signs that no face has, and without the gaps that they leave."""
        known = "".join(each for each in text if each == "\n" or self.has(each))
        return known if known == text else re.sub(r" +(?=[ .,;:!?…]|$)", "", known)

    def lead_of(self, text: str) -> Face:
        """Returns the face for a paragraph: one of the studio's, unless most of its letters are in none of them."""
        letters = "".join(filter(str.isalpha, text))
        own = max(self.serif, self.sans, key=lambda face: face.count(text))
        if not self.host or own.count(letters) * 2 >= len(letters):
            return own
        return max(self.host, key=lambda face: face.count(text))

    def runs(self, text: str, lead: Face) -> Iterator[tuple[Face, str]]:
        """Divides a line: letters that the lead lacks are set in the first face that has them."""
        able = (lead, *self.all)
        of_each = groupby(text, lambda each: next((face for face in able if face.has(each)), lead))
        return ((face, "".join(letters)) for face, letters in of_each)

    def bold_of(self, face: Face) -> Face:
        """Returns the bold face of the same family, or the face itself where there is none."""
        if face is self.serif:
            return faces_in(SERIF_BOLD)[0]
        return face if face is self.sans else host.bold_of(face, self.folder)


def faces_for(texts: Iterable[str]) -> Faces:
    """Returns the faces that have the letters of these texts, as far as there are any."""
    folder = current_app.extensions["settings"].fonts_dir
    (serif,), (sans,) = faces_in(SERIF), faces_in(SANS)
    text = "".join(texts)
    own = Faces(serif, sans, (), folder)
    lacking = "".join(sorted(own.lacking(text)))
    if not lacking:
        return own
    # What is said in them, not in all of the text: a few lines of Japanese in an English book are Japanese.
    language = language_of("".join(each for each in text if not own.has(each)))
    return replace(own, host=_of_host(lacking, language, folder))


def faces_for_all(texts: Iterable[str]) -> Faces:
    """The same; raises LettersMissing where no face has a letter."""
    text = "".join(texts)
    faces = faces_for([text])
    if missing := faces.lacking(text):
        raise LettersMissing(missing)
    return faces


def why_not_set(texts: Iterable[str]) -> str:
    """Returns what there is to say where no face has a letter of these texts, else ""."""
    try:
        faces_for_all(texts)
    except LettersMissing as missing:
        return missing.sentence
    return ""


def is_right_to_left(text: str) -> bool:
    """Tells whether a paragraph runs from right to left: its first letter that has a direction says so."""
    directions = (unicodedata.bidirectional(each) for each in text)
    return next((each for each in directions if each in {"L", "R", "AL"}), "L") != "L"


@lru_cache(maxsize=64)
def _of_host(letters: str, language: str, folder: Path | None) -> tuple[Face, ...]:
    return tuple(host.faces_with(letters, language, folder))
