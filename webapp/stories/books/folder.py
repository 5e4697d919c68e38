"""A folder with a page for any browser, which needs no network and no server."""

from collections.abc import Iterator

from webapp.media import storage
from webapp.models import Narration
from webapp.narration.reading import of_pages
from webapp.storage.errors import Missing
from webapp.stories.books.book import Book, jpeg, picture_of, rendered
from webapp.stories.books.zipping import Entry

MEDIA_TYPE = "application/zip"


def entries(book: Book) -> Iterator[Entry]:
    """Yields the files of the folder."""
    sizes, sounds = {}, set()
    narrations = of_pages([leaf.id for leaf in book.leaves])
    for leaf in book.leaves:
        pixels = picture_of(leaf)
        if pixels is not None:
            sizes[leaf.number] = pixels.size
            yield Entry(f"{book.file_name}/pictures/{leaf.number:03}.jpg", jpeg(pixels), is_stored=True)
        sound = _sound(narrations.get(leaf.id))
        if sound is not None:
            sounds.add(leaf.number)
            yield Entry(f"{book.file_name}/sounds/{leaf.number:03}.mp3", sound, is_stored=True)
    yield Entry(f"{book.file_name}/style.css", rendered("style.css"))
    yield Entry(f"{book.file_name}/index.html", rendered("index.html", book=book, sizes=sizes, sounds=sounds))


def _sound(narration: Narration | None) -> bytes | None:
    """Returns what was read aloud, None where it is gone."""
    if narration is None or not narration.mp3_path:
        return None
    try:
        with storage().open(narration.mp3_path) as stream:
            return stream.read()
    except Missing:
        return None
