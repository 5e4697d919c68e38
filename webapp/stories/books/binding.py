"""A story made into a file of one of the kinds that it leaves as."""

import io
from importlib import import_module
from itertools import chain
from urllib.parse import quote

from flask import Response, send_file, stream_with_context
from werkzeug.wrappers import Response as BaseResponse

from webapp.limits import caller_address, check_limit
from webapp.models import User
from webapp.stories.books import comic, epub, folder
from webapp.stories.books.book import Book
from webapp.stories.books.zipping import zipped

OFTEN = "12/minute"
_STREAMED = {"epub": epub, "cbz": comic, "zip": folder}


def bound(book: Book, kind: str, reader: User | None) -> BaseResponse:
    """Sends the book as an EPUB, a PDF, a comic book (cbz) or a folder (zip). Raises TooManyTries."""
    check_limit(OFTEN, "story_books", str(reader.id) if reader else caller_address())
    made = send_file(io.BytesIO(_pdf(book)), "application/pdf") if kind == "pdf" else _streamed(book, kind)
    # In letters for old browsers, and in those of its title (RFC 6266).
    own = {"filename*": f"UTF-8''{quote(f'{book.own_name}.{kind}', safe='')}"}
    made.headers.set("Content-Disposition", "attachment", filename=f"{book.file_name}.{kind}", **own)
    made.headers["Cache-Control"] = "private, no-store"
    return made


def _streamed(book: Book, kind: str) -> Response:
    """Sends the file while it is made. Its beginning is made at once, so that what is wrong is told on a page."""
    slices = zipped(_STREAMED[kind].entries(book), book.changed_at)
    whole = chain([next(slices)], slices)
    return Response(stream_with_context(whole), mimetype=_STREAMED[kind].MEDIA_TYPE)


def _pdf(book: Book) -> bytes:
    """Makes the PDF. Its library takes half a second to load: only who makes one waits for it, not every start."""
    made: bytes = import_module("webapp.stories.books.pdf").pdf(book)
    return made
