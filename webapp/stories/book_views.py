"""Stories to take along: whoever may read one may take it."""

import io
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import chain
from uuid import UUID

from flask import Blueprint, Response, send_file, stream_with_context
from werkzeug.wrappers import Response as BaseResponse

from webapp.access import actor
from webapp.limits import caller_address, check_limit
from webapp.stories.books import comic, epub, folder
from webapp.stories.books.book import Book, book_of
from webapp.stories.books.zipping import Entry, zipped
from webapp.story_access import visible_story

OFTEN = "12/minute"

bp = Blueprint("story_books", __name__, url_prefix="/stories/<uuid:story_id>")


@bp.get("/story.epub")
def as_epub(story_id: UUID) -> Response:
    return _streamed(_book(story_id), epub.entries, epub.MEDIA_TYPE, "epub")


@bp.get("/story.zip")
def as_folder(story_id: UUID) -> Response:
    return _streamed(_book(story_id), folder.entries, folder.MEDIA_TYPE, "zip")


@bp.get("/story.cbz")
def as_comic(story_id: UUID) -> Response:
    return _streamed(_book(story_id), comic.entries, comic.MEDIA_TYPE, "cbz")


@bp.get("/story.pdf")
def as_pdf(story_id: UUID) -> BaseResponse:
    book = _book(story_id)
    name = f"{book.file_name}.pdf"
    return send_file(io.BytesIO(_pdf(book)), "application/pdf", as_attachment=True, download_name=name, max_age=0)


def _book(story_id: UUID) -> Book:
    story, reader = visible_story(story_id), actor()
    check_limit(OFTEN, "story_books", str(reader.id) if reader else caller_address())
    return book_of(story, reader)


def _streamed(book: Book, bind: Callable[[Book], Iterator[Entry]], media_type: str, ending: str) -> Response:
    """Sends the file while it is made. Its beginning is made at once, so that what is wrong is told on a page."""
    slices = zipped(bind(book), book.changed_at)
    whole = chain([next(slices)], slices)
    answer = Response(stream_with_context(whole), mimetype=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{book.file_name}.{ending}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _pdf(book: Book) -> bytes:
    """Makes the PDF. Its library takes half a second to load: only who makes one waits for it, not every start."""
    made: bytes = import_module("webapp.stories.books.pdf").pdf(book)
    return made
