"""A comic book (CBZ): numbered JPEG pages, each a picture with its words below, and a ComicInfo.xml.

Source: github.com/anansi-project/comicinfo.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from PIL import Image as Pixels
from PIL import ImageDraw, ImageFont

from webapp.stories.books.book import Book, jpeg, picture_of, rendered
from webapp.stories.books.letters import face_for, require_letters, settable
from webapp.stories.books.zipping import Entry
from webapp.stories.reading import Leaf

MEDIA_TYPE = "application/vnd.comicbook+zip"
WIDE_PX, EMPTY_HIGH_PX, MARGIN_PX = 1200, 1600, 80
HIGHEST_PX = 2400
BODY_PX, TITLE_PX = 38, 84
LEADING = 1.5
PAPER, INK = (250, 248, 245), (29, 25, 22)


def entries(book: Book) -> Iterator[Entry]:
    """Yields the pages, the cover first. Raises LettersMissing at its beginning."""
    require_letters(book.texts)
    yield Entry("000.jpg", jpeg(_cover(book)), is_stored=True)
    for leaf in book.leaves:
        yield Entry(f"{leaf.number:03}.jpg", jpeg(_page(leaf)), is_stored=True)
    yield Entry("ComicInfo.xml", rendered("comic.xml", book=book))


def _cover(book: Book) -> Pixels.Image:
    sheet = Pixels.new("RGB", (WIDE_PX, EMPTY_HIGH_PX), PAPER)
    y = _set(sheet, book.title, 520, TITLE_PX, is_bold=True)
    _set(sheet, book.author, y + 40, BODY_PX)
    return sheet


def _page(leaf: Leaf) -> Pixels.Image:
    pixels = picture_of(leaf)
    if pixels is not None:
        high_px = min(HIGHEST_PX, max(1, round(pixels.height * WIDE_PX / pixels.width)))
        pixels = pixels.resize((max(1, min(WIDE_PX, round(pixels.width * high_px / pixels.height))), high_px))
    picture_px = pixels.height if pixels else 0
    words_px = round(len(_all_lines(leaf.text, BODY_PX)) * BODY_PX * LEADING)
    high_px = picture_px + (words_px + 2 * MARGIN_PX if words_px else 0)
    sheet = Pixels.new("RGB", (WIDE_PX, high_px if pixels else max(high_px, EMPTY_HIGH_PX)), PAPER)
    if pixels is not None:
        sheet.paste(pixels, ((WIDE_PX - pixels.width) // 2, 0))
    _set(sheet, leaf.text, picture_px + MARGIN_PX, BODY_PX)
    return sheet


def _set(sheet: Pixels.Image, text: str, y: float, size_px: int, *, is_bold: bool = False) -> float:
    """Sets the text from `y` downwards and returns where it ends."""
    draw = ImageDraw.Draw(sheet)
    for line in _all_lines(text, size_px, is_bold=is_bold):
        draw.text((MARGIN_PX, y), line, INK, font=_font(face_for(line, is_bold=is_bold), size_px))
        y += size_px * LEADING
    return y


def _all_lines(text: str, size_px: int, *, is_bold: bool = False) -> list[str]:
    return [
        line
        for part in settable(text).split("\n")
        if part.strip()
        for line in _lines(part, _font(face_for(part, is_bold=is_bold), size_px))
    ]


def _lines(paragraph: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """Breaks a paragraph where the next word would leave the sheet."""
    line = ""
    for word in paragraph.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > WIDE_PX - 2 * MARGIN_PX:
            yield line
            longer = word
        line = longer
    yield line


@cache
def _font(face: Path, size_px: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(face, size_px)
