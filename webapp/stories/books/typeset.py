"""Words set on a sheet of pixels, line by line, each from its own side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image as Pixels
from PIL import ImageDraw, ImageFont

from webapp.stories.books.letters import face_for, is_right_to_left, settable

LEADING = 1.5
AFTER_PARAGRAPH = 0.4

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is set. `gap_px` is left free below it."""

    text: str
    font: ImageFont.FreeTypeFont
    size_px: int
    colour: Colour
    is_right_to_left: bool
    gap_px: float = 0.0

    @property
    def high_px(self) -> float:
        return self.size_px * LEADING + self.gap_px


def lines_of(text: str, size_px: int, colour: Colour, wide_px: int, *, is_bold: bool = False) -> list[Line]:
    """Returns a paragraph broken into lines of at most `wide_px`, without signs that the type lacks."""
    words = settable(text).strip()
    if not words:
        return []
    font = _font(face_for(words, is_bold=is_bold), size_px)
    is_rtl = is_right_to_left(words)
    *most, last = _broken(words, font, wide_px)
    ended = Line(last, font, size_px, colour, is_rtl, size_px * AFTER_PARAGRAPH)
    return [*(Line(each, font, size_px, colour, is_rtl) for each in most), ended]


def high_px(lines: Sequence[Line]) -> float:
    """Returns the height of all lines."""
    return sum(line.high_px for line in lines)


def write(sheet: Pixels.Image, lines: Sequence[Line], y: float, margin_px: int) -> list[Line]:
    """Writes lines from `y` down to the margin at the foot and returns those that found no room."""
    draw = ImageDraw.Draw(sheet)
    for number, line in enumerate(lines):
        if y + line.size_px * LEADING > sheet.height - margin_px + 1:
            return list(lines[number:])
        x, anchor = (sheet.width - margin_px, "ra") if line.is_right_to_left else (margin_px, "la")
        draw.text((x, y), line.text, line.colour, font=line.font, anchor=anchor)
        y += line.high_px
    return []


def _broken(paragraph: str, font: ImageFont.FreeTypeFont, wide_px: int) -> Iterator[str]:
    """Breaks a paragraph where the next word would leave the sheet; a word that is too long alone breaks anywhere."""
    line = ""
    for word in paragraph.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > wide_px:
            yield line
            longer = word
        while font.getlength(longer) > wide_px:
            most = next(end for end in range(len(longer), 0, -1) if end == 1 or font.getlength(longer[:end]) <= wide_px)
            yield longer[:most]
            longer = longer[most:]
        line = longer
    yield line


@cache
def _font(face: Path, size_px: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(face, size_px)
