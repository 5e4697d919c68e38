"""One face of a font file, by what HarfBuzz reads in it: a TTC file holds several."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import uharfbuzz as hb

REGULAR, BOLD_FROM, BOLD = 400, 600, 700
# A face that may not be put into other files (OS/2, fsType).
_RESTRICTED = 2


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """The `number`th face of a file. `letters` holds code points; `weight` is 400 for regular, 700 for bold.

    `bent` says where a variable face stands on each of its axes; it is empty for any other.
    """

    path: Path
    number: int
    letters: Container[int]
    family: str
    weight: int
    bent: tuple[float, ...] = ()

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
        face = hb.Face(hb.Blob.from_file_path(self.path), self.number)
        for axis, value in zip(face.axis_infos, self.bent, strict=True):
            wanted.pin_axis_location(face, axis.tag, value)
        wanted.flags = hb.SubsetFlags.DOWNGRADE_CFF2 | hb.SubsetFlags.CFF_IDENTITY_CHARSET
        data: bytes = hb.subset(face, wanted).blob.data
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
        if {"OS/2", "cmap"} <= tags and _has_outlines(face, tags):
            style = face.reference_table("OS/2").data
            embedding, selection = (int.from_bytes(style[at : at + 2]) for at in (8, 62))
            if embedding & 0xF != _RESTRICTED and not selection & 1:
                family = face.get_name(hb.OTNameIdPredefined.FONT_FAMILY) or path.stem
                plain = Face(path, number, face.unicodes, family, int.from_bytes(style[4:6]))
                yield from _bent(plain, face.axis_infos)


def _has_outlines(face: hb.Face, tags: set[str]) -> bool:
    """Tells whether its letters are drawn in a form that PDF takes: TrueType, or CFF with numbers in place of names."""
    return bool(tags & {"glyf", "CFF2"}) or ("CFF " in tags and hb.Font(face).get_glyph_name(0) is None)


def _bent(face: Face, axes: list[hb.OTVarAxisInfo]) -> Iterator[Face]:
    """Yields a variable face twice, as regular and as bold; any other as it is."""
    if not any(axis.tag == "wght" for axis in axes):
        yield replace(face, bent=tuple(axis.default_value for axis in axes))
        return
    for weight in (REGULAR, BOLD):
        wanted = (weight if axis.tag == "wght" else axis.default_value for axis in axes)
        bent = (min(max(axis.min_value, value), axis.max_value) for axis, value in zip(axes, wanted, strict=True))
        yield replace(face, weight=weight, bent=tuple(bent))
