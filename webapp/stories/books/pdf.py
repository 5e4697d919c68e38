"""A PDF of A4 pages, a page of the story on each: its text stays text, its pictures keep their alt texts."""

import io
import logging
from pathlib import Path
from tempfile import TemporaryDirectory

from fpdf import FPDF
from PIL import Image as Pixels

from webapp.letters.breaking import broken, is_unspaced
from webapp.letters.face import Face
from webapp.letters.faces import SANS, SERIF, SERIF_BOLD, Faces, faces_for_all, is_right_to_left
from webapp.stories.books.book import Book, cover_of, jpeg, picture_of
from webapp.stories.reading import Leaf

MARGIN_MM = 22
HIGHEST_MM, COVER_MM = 165, 150
BODY_PT, LEADING_MM = 13, 0.58

# It tells of every table of every font it cuts.
logging.getLogger("fontTools").setLevel(logging.WARNING)


class _Sheets(FPDF):
    """Pages with a number at their foot, but for the cover."""

    def __init__(self, faces: Faces) -> None:
        super().__init__(format="A4")
        self.faces = faces
        self.set_margin(MARGIN_MM)
        self.set_auto_page_break(auto=True, margin=MARGIN_MM)

    def footer(self) -> None:
        if self.page_no() > 1:
            self.set_y(-16)
            self.set_font("serif", size=9)
            self.set_text_color(120)
            self.cell(0, 5, str(self.page_no() - 1), align="C")

    def say(self, text: str, size_pt: float, leading_mm: float, align: str, style: str = "") -> None:
        """Sets a paragraph. Where words have no spaces between them, we end the lines ourselves."""
        words = self.faces.settable(text)
        self.set_font(_family(self.faces, self.faces.lead_of(words)), style=style, size=size_pt)
        if not is_unspaced(words):
            self.multi_cell(0, leading_mm, words, align=align, new_x="LMARGIN", new_y="NEXT")
            return
        for paragraph in words.splitlines():
            for line in broken(paragraph, self.get_string_width, self.epw - 2 * self.c_margin):
                self.cell(0, leading_mm, line, align=align, new_x="LMARGIN", new_y="NEXT")


def pdf(book: Book) -> bytes:
    """Returns the file. Raises LettersMissing."""
    faces = faces_for_all(book.texts)
    with TemporaryDirectory() as folder:
        sheets = _opened(book, faces, Path(folder))
        _cover(sheets, book)
        for leaf in book.leaves:
            _page(sheets, leaf, picture_of(leaf))
        return bytes(sheets.output())


def _opened(book: Book, faces: Faces, folder: Path) -> _Sheets:
    sheets = _Sheets(faces)
    sheets.add_font("serif", fname=str(SERIF))
    sheets.add_font("serif", style="B", fname=str(SERIF_BOLD))
    sheets.add_font("sans", fname=str(SANS))
    for face in faces.host:
        _add_cut(sheets, face, book, folder)
    sheets.set_fallback_fonts(["serif", "sans", *(_family(faces, face) for face in faces.host)], exact_match=False)
    sheets.set_text_shaping(use_shaping_engine=True)
    sheets.set_title(book.title)
    sheets.set_author(book.author)
    sheets.set_creator("Atelier")
    sheets.set_creation_date(book.changed_at)
    if book.language:
        sheets.set_lang(book.language)
    return sheets


def _add_cut(sheets: _Sheets, face: Face, book: Book, folder: Path) -> None:
    """Adds a font of the host, plain and bold, with the letters of the book alone: all of it would take seconds."""
    family = _family(sheets.faces, face)
    for style, each in (("", face), ("B", sheets.faces.bold_of(face))):
        file = folder / f"{family}{style}.otf"
        file.write_bytes(each.cut("".join(book.texts)))
        sheets.add_font(family, style=style, fname=str(file))


def _family(faces: Faces, face: Face) -> str:
    """Returns what a face is called in here: the studio's two take turns by themselves."""
    return f"host{faces.host.index(face)}" if face in faces.host else "serif"


def _cover(sheets: _Sheets, book: Book) -> None:
    sheets.add_page()
    pixels = cover_of(book)
    sheets.set_y(90 if pixels is None else _picture(sheets, pixels, "", COVER_MM) + 14)
    for size_pt, style, text in ((30, "B", book.title), (14, "", book.author), (12, "", book.description)):
        sheets.say(text, size_pt, size_pt * 0.45, "C", style)
        sheets.ln(6)


def _page(sheets: _Sheets, leaf: Leaf, pixels: Pixels.Image | None) -> None:
    sheets.add_page()
    if pixels is not None and leaf.picture is not None:
        sheets.set_y(_picture(sheets, pixels, leaf.picture.alt, HIGHEST_MM) + 4)
        _say(sheets, leaf.picture.caption, 10, 110)
        sheets.ln(3)
    for paragraph in leaf.paragraphs:
        _say(sheets, paragraph, BODY_PT, 20)


def _picture(sheets: _Sheets, pixels: Pixels.Image, alt: str, highest_mm: float) -> float:
    """Places a picture in the middle of the head of a page and returns where it ends, in mm."""
    scale = min(sheets.epw / pixels.width, highest_mm / pixels.height)
    wide_mm, high_mm = pixels.width * scale, pixels.height * scale
    left_mm = MARGIN_MM + (sheets.epw - wide_mm) / 2
    # As JPEG it is taken as it is; pixels would be packed without loss, ten times as large.
    sheets.image(io.BytesIO(jpeg(pixels)), x=left_mm, y=MARGIN_MM, w=wide_mm, h=high_mm, alt_text=alt or None)
    return MARGIN_MM + high_mm


def _say(sheets: _Sheets, text: str, size_pt: float, grey: int) -> None:
    sheets.set_text_color(grey)
    sheets.say(text, size_pt, size_pt * LEADING_MM, "R" if is_right_to_left(text) else "L")
    sheets.ln(2)
