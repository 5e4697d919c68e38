"""Words set on a sheet of pixels, line by line, each from its own side."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image as Pixels
from PIL import ImageDraw

from webapp.letters.breaking import broken
from webapp.letters.faces import Faces
from webapp.letters.pen import Colour, Pen, pen_for

LEADING = 1.5
AFTER_PARAGRAPH = 0.4


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is set. `gap_px` is left free below it."""

    text: str
    pen: Pen
    colour: Colour
    gap_px: float = 0.0

    @property
    def high_px(self) -> float:
        return self.pen.size_px * LEADING + self.gap_px


def lines_of(
    text: str, faces: Faces, size_px: int, colour: Colour, wide_px: int, *, is_bold: bool = False
) -> list[Line]:
    """Returns a paragraph broken into lines of at most `wide_px`, without signs that the type lacks."""
    words = faces.settable(text).strip()
    if not words:
        return []
    pen = pen_for(words, faces, size_px, is_bold=is_bold)
    *most, last = broken(words, pen.wide_px, wide_px)
    return [*(Line(each, pen, colour) for each in most), Line(last, pen, colour, size_px * AFTER_PARAGRAPH)]


def high_px(lines: Sequence[Line]) -> float:
    """Returns the height of all lines."""
    return sum(line.high_px for line in lines)


def write(sheet: Pixels.Image, lines: Sequence[Line], y: float, margin_px: int) -> list[Line]:
    """Writes lines from `y` down to the margin at the foot and returns those that found no room."""
    draw = ImageDraw.Draw(sheet)
    for number, line in enumerate(lines):
        if y + line.pen.size_px * LEADING > sheet.height - margin_px + 1:
            return list(lines[number:])
        is_rtl = line.pen.is_right_to_left
        x = sheet.width - margin_px - line.pen.wide_px(line.text) if is_rtl else margin_px
        line.pen.write(draw, (x, y + line.pen.ascent_px), line.text, line.colour)
        y += line.high_px
    return []
