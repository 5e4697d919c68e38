"""A folder with a page for any browser, which needs no network and no server."""

from collections.abc import Iterator

from webapp.stories.books.book import Book, jpeg, picture_of, rendered
from webapp.stories.books.zipping import Entry

MEDIA_TYPE = "application/zip"


def entries(book: Book) -> Iterator[Entry]:
    """Yields the files of the folder."""
    sizes = {}
    for leaf in book.leaves:
        pixels = picture_of(leaf)
        if pixels is not None:
            sizes[leaf.number] = pixels.size
            yield Entry(f"{book.file_name}/pictures/{leaf.number:03}.jpg", jpeg(pixels), is_stored=True)
    yield Entry(f"{book.file_name}/style.css", rendered("style.css"))
    yield Entry(f"{book.file_name}/index.html", rendered("index.html", book=book, sizes=sizes))
