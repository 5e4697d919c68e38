"""One face of a font file, by what HarfBuzz reads in it: a TTC file holds several."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import uharfbuzz as hb

REGULAR, BOLD_FROM, BOLD = 400, 600, 700
# What a face that bends to many widths and weights has, and one that may not be put into a file (OS/2, fsType).
_VARIABLE, _RESTRICTED = "fvar", 2


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """The `number`th face of a file. `letters` holds code points; `weight` is 400 for regular, 700 for bold."""

    path: Path
    number: int
    letters: Container[int]
    family: str
    weight: int

    def has(self, text: str) -> bool:
        """Tells whether it has every letter of a text."""
        return all(ord(each) in self.letters for each in text)

    def count(self, text: str) -> int:
        """Counts the letters of a text that it has."""
        return sum(ord(each) in self.letters for each in text)

    def cut(self, text: str) -> bytes:
        """Returns a font file with what this text needs alone: a small part of a face with 40,000 letters."""
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.UNICODE).update(map(ord, {*text, " "}))
        data: bytes = hb.subset(hb.Face(hb.Blob.from_file_path(self.path), self.number), wanted).blob.data
        return data


@cache
def faces_in(path: Path) -> tuple[Face, ...]:
    """Returns the upright faces of a file that books can hold. A file that is no font has none."""
    try:
        blob = hb.Blob.from_file_path(path)
        return tuple(_faces(path, blob, hb.Face(blob).count))
    except (OSError, hb.HarfBuzzError):
        return ()


def _faces(path: Path, blob: hb.Blob, count: int) -> Iterator[Face]:
    for number in range(count):
        face = hb.Face(blob, number)
        tags = set(face.table_tags)
        if {"OS/2", "cmap"} <= tags and _VARIABLE not in tags and _has_outlines(face, tags):
            style = face.reference_table("OS/2").data
            embedding, selection = (int.from_bytes(style[at : at + 2]) for at in (8, 62))
            if embedding & 0xF != _RESTRICTED and not selection & 1:
                family = face.get_name(hb.OTNameIdPredefined.FONT_FAMILY) or path.stem
                yield Face(path, number, face.unicodes, family, int.from_bytes(style[4:6]))


def _has_outlines(face: hb.Face, tags: set[str]) -> bool:
    """Tells whether its letters are drawn in a form that PDF takes: TrueType, or CFF with numbers in place of names."""
    return "glyf" in tags or ("CFF " in tags and hb.Font(face).get_glyph_name(0) is None)
