"""Makes tiny fonts, in which every letter is a bar of ink at the left, in the middle or at the right."""

import io
from functools import cache
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from webapp.letters import faces, host

EM = 1000
BARS = {"left": (50, 300), "middle": (350, 650), "right": (700, 950), "whole": (50, 950)}


def only_fonts_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Makes an empty folder the only one where fonts of the host are looked for, with nothing found before."""
    folder.mkdir()
    monkeypatch.setattr(host, "FOLDERS", (str(folder),))
    for module, name in ((host, "_faces"), (host, "bold_of"), (faces, "_of_host")):
        monkeypatch.setattr(module, name, cache(getattr(module, name).__wrapped__))
    return folder


def font(letters: str, family: str, bar: str = "whole", weight: int = 400, **values: int) -> TTFont:
    """Returns a TrueType font with these letters and a space."""
    pen = TTGlyphPen(None)
    left, right = BARS[bar]
    for at, point in enumerate([(left, -100), (left, 800), (right, 800), (right, -100)]):
        (pen.lineTo if at else pen.moveTo)(point)
    pen.closePath()
    names = _names(letters)
    empty = TTGlyphPen(None).glyph()
    built = _begun(names, family, is_truetype=True)
    built.setupGlyf({".notdef": empty, "space": empty, **dict.fromkeys(names.values(), pen.glyph())})
    return _ended(built, names, left, {"usWeightClass": weight, **values})


def named_cff(letters: str, family: str) -> TTFont:
    """Returns a font with outlines in CFF whose letters have names and no numbers, which PDF readers refuse."""
    names = _names(letters)
    built = _begun(names, family, is_truetype=False)
    built.setupCFF(
        family,
        {"FullName": family},
        {name: T2CharString(program=["endchar"]) for name in built.font.getGlyphOrder()},
        {},
    )
    return _ended(built, names, 0, {})


def variable(letters: str, family: str) -> TTFont:
    """Returns a font with outlines in CFF2, thin by itself, whose bars grow from 100 to 900 as its weight does."""
    names = _names(letters)
    built = _begun(names, family, is_truetype=False)
    built.setupFvar([("wght", 100, 100, 900, "Weight")], [])
    wide = [100, 800, 1, "blend", "hlineto"]
    bar = [0, -100, "rmoveto", *wide, 900, "vlineto", -100, -800, *wide[2:]]
    shapes = {name: T2CharString(program=bar if name in names.values() else []) for name in built.font.getGlyphOrder()}
    built.setupCFF2(shapes, regions=[{"wght": (0, 1, 1)}])
    return _ended(built, names, 0, {"usWeightClass": 100})


def collected(*fonts: TTFont) -> bytes:
    """Returns a file that holds several fonts."""
    collection, target = TTCollection(), io.BytesIO()
    collection.fonts = list(fonts)
    collection.save(target)
    return target.getvalue()


def keep(folder: Path, name: str, *fonts: TTFont) -> Path:
    """Writes a font, or a collection of several."""
    path = folder / name
    if len(fonts) > 1:
        path.write_bytes(collected(*fonts))
    else:
        fonts[0].save(path)
    return path


def _names(letters: str) -> dict[int, str]:
    return {ord(each): f"uni{ord(each):04X}" for each in letters if each != " "}


def _begun(names: dict[int, str], family: str, *, is_truetype: bool) -> FontBuilder:
    built = FontBuilder(EM, isTTF=is_truetype)
    built.setupGlyphOrder([".notdef", "space", *names.values()])
    built.setupCharacterMap({0x20: "space", **names})
    built.setupNameTable({"familyName": family, "styleName": "Regular", "fullName": family})
    return built


def _ended(built: FontBuilder, names: dict[int, str], left: int, values: dict[str, int]) -> TTFont:
    built.setupHorizontalMetrics({".notdef": (EM, 0), "space": (EM, 0), **dict.fromkeys(names.values(), (EM, left))})
    built.setupHorizontalHeader(ascent=880, descent=-120)
    built.setupOS2(**{"fsType": 0, **values})
    built.setupPost()
    return built.font
