"""EPUB 3.3. Source: www.w3.org/TR/epub-33, and what epubcheck says."""

from collections.abc import Iterator

from webapp.stories.books.book import Book, jpeg, picture_of, rendered
from webapp.stories.books.zipping import Entry

MEDIA_TYPE = "application/epub+zip"
CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def entries(book: Book) -> Iterator[Entry]:
    """Yields the files of the book: its type first and unpacked, what lists the others last."""
    yield Entry("mimetype", MEDIA_TYPE, is_stored=True)
    yield Entry("META-INF/container.xml", CONTAINER)
    yield Entry("EPUB/style.css", rendered("style.css"))
    pictured: dict[int, tuple[int, int]] = {}
    for leaf in book.leaves:
        pixels = picture_of(leaf)
        if pixels is not None:
            pictured[leaf.number] = pixels.size
            yield Entry(f"EPUB/pictures/{leaf.number:03}.jpg", jpeg(pixels), is_stored=True)
        yield Entry(
            f"EPUB/page-{leaf.number:03}.xhtml",
            rendered("page.xhtml", book=book, leaf=leaf, size=pixels.size if pixels else None),
        )
    yield Entry("EPUB/title.xhtml", rendered("title.xhtml", book=book, cover=next(iter(pictured.items()), None)))
    yield Entry("EPUB/nav.xhtml", rendered("nav.xhtml", book=book))
    yield Entry("EPUB/package.opf", rendered("package.xml", book=book, pictured=pictured))
