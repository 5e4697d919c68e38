"""A PDF of A4 pages, a page of the story on each: its text stays text, its pictures keep their alt texts."""

import io
import logging

from fpdf import FPDF
from PIL import Image as Pixels

from webapp.stories.books.book import Book, cover_of, jpeg, picture_of
from webapp.stories.books.letters import SANS, SERIF, SERIF_BOLD, is_right_to_left, require_letters, settable
from webapp.stories.reading import Leaf

MARGIN_MM = 22
HIGHEST_MM, COVER_MM = 165, 150
BODY_PT, LEADING_MM = 13, 0.58

# It tells of every table of every font it cuts.
logging.getLogger("fontTools").setLevel(logging.WARNING)


class _Sheets(FPDF):
    """Pages with a number at their foot, but for the cover."""

    def footer(self) -> None:
        if self.page_no() > 1:
            self.set_y(-16)
            self.set_font("serif", size=9)
            self.set_text_color(120)
            self.cell(0, 5, str(self.page_no() - 1), align="C")


def pdf(book: Book) -> bytes:
    """Returns the file. Raises LettersMissing."""
    require_letters(book.texts)
    sheets = _opened(book)
    _cover(sheets, book)
    for leaf in book.leaves:
        _page(sheets, leaf, picture_of(leaf))
    return bytes(sheets.output())


def _opened(book: Book) -> _Sheets:
    sheets = _Sheets(format="A4")
    sheets.add_font("serif", fname=str(SERIF))
    sheets.add_font("serif", style="B", fname=str(SERIF_BOLD))
    sheets.add_font("sans", fname=str(SANS))
    sheets.set_fallback_fonts(["sans"], exact_match=False)
    sheets.set_text_shaping(use_shaping_engine=True)
    sheets.set_margin(MARGIN_MM)
    sheets.set_auto_page_break(auto=True, margin=MARGIN_MM)
    sheets.set_title(book.title)
    sheets.set_author(book.author)
    sheets.set_creator("Atelier")
    sheets.set_creation_date(book.changed_at)
    return sheets


def _cover(sheets: _Sheets, book: Book) -> None:
    sheets.add_page()
    pixels = cover_of(book)
    sheets.set_y(90 if pixels is None else _picture(sheets, pixels, "", COVER_MM) + 14)
    for size_pt, style, text in ((30, "B", book.title), (14, "", book.author), (12, "", book.description)):
        sheets.set_font("serif", style=style, size=size_pt)
        sheets.multi_cell(0, size_pt * 0.45, settable(text), align="C", new_x="LMARGIN", new_y="NEXT")
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
    sheets.set_font("serif", size=size_pt)
    sheets.set_text_color(grey)
    align = "R" if is_right_to_left(text) else "L"
    sheets.multi_cell(0, size_pt * LEADING_MM, settable(text), align=align, new_x="LMARGIN", new_y="NEXT")
    sheets.ln(2)
