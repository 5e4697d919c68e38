"""A comic book (CBZ): numbered JPEG sheets of one size, each a picture with its words below, and a ComicInfo.xml.

Source: github.com/anansi-project/comicinfo.
"""

from collections.abc import Iterator
from itertools import chain

from PIL import Image as Pixels

from webapp.letters.faces import Faces, faces_for_all
from webapp.stories.books.book import Book, cover_of, jpeg, picture_of, rendered
from webapp.stories.books.typeset import Line, high_px, lines_of, write
from webapp.stories.books.zipping import Entry
from webapp.stories.reading import Leaf

MEDIA_TYPE = "application/vnd.comicbook+zip"
SHEET_PX = (1200, 1800)
MARGIN_PX = 80
# Where there are words, a picture leaves them room; where they need more, they go on on further sheets.
LEAST_PICTURE_PX = 1000
COVER_PICTURE_PX = 1240
BODY_PX, CAPTION_PX, TITLE_PX = 38, 28, 84
PAPER, INK, SOFT = (250, 248, 245), (29, 25, 22), (111, 104, 96)
_WIDE_PX = SHEET_PX[0] - 2 * MARGIN_PX


def entries(book: Book) -> Iterator[Entry]:
    """Yields the sheets, the cover first. Raises LettersMissing at its beginning."""
    faces = faces_for_all(book.texts)
    count = 0
    for count, sheet in enumerate(chain([_cover(book, faces)], *(_sheets(leaf, faces) for leaf in book.leaves)), 1):
        yield Entry(f"{count - 1:03}.jpg", jpeg(sheet), is_stored=True)
    yield Entry("ComicInfo.xml", rendered("comic.xml", book=book, count=count))


def _cover(book: Book, faces: Faces) -> Pixels.Image:
    title = lines_of(book.title, faces, TITLE_PX, INK, _WIDE_PX, is_bold=True)
    words = [*title, *lines_of(book.author, faces, BODY_PX, SOFT, _WIDE_PX)]
    pixels = cover_of(book)
    sheet = _sheet()
    y = 520.0
    if pixels is not None:
        y = _place(sheet, pixels, min(COVER_PICTURE_PX, SHEET_PX[1] - 2 * MARGIN_PX - high_px(words))) + MARGIN_PX
    write(sheet, words, y, MARGIN_PX)
    return sheet


def _sheets(leaf: Leaf, faces: Faces) -> Iterator[Pixels.Image]:
    """Yields the sheets of a page: the first one with the picture, as many more as the words need."""
    pixels = picture_of(leaf)
    words = _words(leaf, faces, has_picture=pixels is not None)
    sheet, y = _sheet(), max(MARGIN_PX, (SHEET_PX[1] - high_px(words)) / 2)
    if pixels is not None:
        room_px = SHEET_PX[1] - high_px(words) - 2 * MARGIN_PX
        y = _place(sheet, pixels, max(LEAST_PICTURE_PX, room_px) if words else SHEET_PX[1]) + MARGIN_PX
    while rest := write(sheet, words, y, MARGIN_PX):
        yield sheet
        sheet, y, words = _sheet(), float(MARGIN_PX), rest
    yield sheet


def _words(leaf: Leaf, faces: Faces, *, has_picture: bool) -> list[Line]:
    caption = leaf.picture.caption if has_picture and leaf.picture is not None else ""
    body = chain.from_iterable(lines_of(each, faces, BODY_PX, INK, _WIDE_PX) for each in leaf.paragraphs)
    return [*lines_of(caption, faces, CAPTION_PX, SOFT, _WIDE_PX), *body]


def _sheet() -> Pixels.Image:
    return Pixels.new("RGB", SHEET_PX, PAPER)


def _place(sheet: Pixels.Image, pixels: Pixels.Image, most_px: float) -> float:
    """Puts a picture at the head of a sheet, or in the middle of one that is all its own; returns where it ends."""
    scale = min(SHEET_PX[0] / pixels.width, most_px / pixels.height)
    fitted = pixels.resize((max(1, round(pixels.width * scale)), max(1, round(pixels.height * scale))))
    top = (SHEET_PX[1] - fitted.height) // 2 if most_px >= SHEET_PX[1] else 0
    sheet.paste(fitted, ((SHEET_PX[0] - fitted.width) // 2, top))
    return top + fitted.height
