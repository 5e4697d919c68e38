"""Fonts of the host, for letters that the studio's own type lacks."""

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from webapp.letters.face import BOLD, BOLD_FROM, REGULAR, Face, faces_in

# Where Linux and macOS keep their fonts.
FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "~/Library/Fonts",
)
_ENDINGS = (".ttf", ".ttc", ".otf", ".otc")
_SERIF = re.compile(r"serif|mincho|ming|song|sun|myeongjo|myungjo|batang", re.IGNORECASE)
_SANS = re.compile(r"sans|gothic|mono", re.IGNORECASE)
# They claim all letters there are and draw a box for each, or nothing.
_STAND_IN = re.compile(r"\.|last ?resort|adobe ?blank", re.IGNORECASE)
# A letter that Chinese, Japanese and Korean share is drawn otherwise in each; the name of a face says for whom it is.
_REGIONS = {"ja": {"JP", "J"}, "ko": {"KR", "K"}, "zh-Hans": {"SC", "CN"}, "zh-Hant": {"TC", "TW", "HK"}}


def faces_with(letters: str, language: str, folder: Path | None) -> list[Face]:
    """Returns as few faces as have these letters, as far as the host has them, the best ones for the language."""
    found: list[Face] = []
    while letters:
        best = max(_regular(folder), key=lambda face: _rank(face, letters, language, folder), default=None)
        if best is None or not best.count(letters):
            break
        found.append(best)
        letters = "".join(each for each in letters if not best.has(each))
    return found


@cache
def bold_of(face: Face, folder: Path | None) -> Face:
    """Returns the bold face of the same family, or the face itself where there is none."""
    bold = (each for each in _faces(folder) if each.family == face.family and each.weight >= BOLD_FROM)
    return min(bold, key=lambda each: abs(each.weight - BOLD), default=face)


def _rank(face: Face, letters: str, language: str, folder: Path | None) -> tuple[int, bool, int, bool, int]:
    """Tells how well a face suits: first by the letters it has, then by where it comes from, then by its looks."""
    is_chosen = folder is not None and face.path.is_relative_to(folder)
    is_serif = _SERIF.search(face.family) is not None and _SANS.search(face.family) is None
    return face.count(letters), is_chosen, _nearness(face, language), is_serif, -abs(face.weight - REGULAR)


def _nearness(face: Face, language: str) -> int:
    """Returns 2 for a face drawn for the language, 1 for one that says nothing, 0 for one drawn for another."""
    said = set(face.family.split()).intersection(*[set().union(*_REGIONS.values())])
    if not said:
        return 1
    return 2 if said & _REGIONS.get(language, set()) else 0


def _regular(folder: Path | None) -> list[Face]:
    return [each for each in _faces(folder) if each.weight < BOLD_FROM]


@cache
def _faces(folder: Path | None) -> tuple[Face, ...]:
    """Returns what is in the folders, looked through once in the life of a process."""
    folders = (*([folder] if folder else []), *(Path(each).expanduser() for each in FOLDERS))
    found = (face for each in folders for path in _files(each) for face in faces_in(path))
    return tuple(face for face in found if not _STAND_IN.match(face.family))


def _files(folder: Path) -> Iterator[Path]:
    for place, inner, names in os.walk(folder):
        inner.sort()
        yield from (Path(place) / name for name in sorted(names) if name.lower().endswith(_ENDINGS))
