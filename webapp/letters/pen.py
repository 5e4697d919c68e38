"""Words written on pixels, each letter in a face that has it."""

from dataclasses import dataclass
from functools import cache

from PIL import ImageDraw, ImageFont

from webapp.letters.face import Face
from webapp.letters.faces import Faces, is_right_to_left

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes the lines of a paragraph. `lead` sets all the letters it has."""

    faces: Faces
    lead: Face
    size_px: int
    is_right_to_left: bool

    @property
    def ascent_px(self) -> int:
        """How far a line's foot is below its head: the same for all faces, so that they stand on one line."""
        return _font(self.faces.serif, self.size_px).getmetrics()[0]

    @property
    def middle_px(self) -> float:
        """How far a line's foot is below its middle."""
        ascent, descent = _font(self.faces.serif, self.size_px).getmetrics()
        return (ascent - descent) / 2

    def wide_px(self, text: str) -> float:
        """Returns how wide a line is."""
        return sum(_font(face, self.size_px).getlength(part) for face, part in self.faces.runs(text, self.lead))

    def write(self, draw: ImageDraw.ImageDraw, foot: tuple[float, float], text: str, colour: Colour) -> None:
        """Writes a line from its left foot. Parts in several faces follow one another as the line runs."""
        x, y = foot
        runs = list(self.faces.runs(text, self.lead))
        for face, part in reversed(runs) if self.is_right_to_left else runs:
            font = _font(face, self.size_px)
            draw.text((x, y), part, colour, font=font, anchor="ls")
            x += font.getlength(part)


def pen_for(text: str, faces: Faces, size_px: int, *, is_bold: bool = False) -> Pen:
    """Returns the pen for a paragraph."""
    lead = faces.lead_of(text)
    return Pen(faces, faces.bold_of(lead) if is_bold else lead, size_px, is_right_to_left(text))


@cache
def _font(face: Face, size_px: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(face.path, size_px, index=face.number)
    if face.bent:
        font.set_variation_by_axes(list(face.bent))
    return font
