"""Stories to take along: whoever may read one may take it."""

from uuid import UUID

from flask import Blueprint
from werkzeug.wrappers import Response as BaseResponse

from webapp.access import actor
from webapp.stories.books.binding import bound
from webapp.stories.books.book import book_of
from webapp.stories.reading import leaves
from webapp.story_access import visible_story

bp = Blueprint("story_books", __name__, url_prefix="/stories/<uuid:story_id>")


@bp.get("/story.epub")
def as_epub(story_id: UUID) -> BaseResponse:
    return _sent(story_id, "epub")


@bp.get("/story.zip")
def as_folder(story_id: UUID) -> BaseResponse:
    return _sent(story_id, "zip")


@bp.get("/story.cbz")
def as_comic(story_id: UUID) -> BaseResponse:
    return _sent(story_id, "cbz")


@bp.get("/story.pdf")
def as_pdf(story_id: UUID) -> BaseResponse:
    return _sent(story_id, "pdf")


def _sent(story_id: UUID, kind: str) -> BaseResponse:
    story, reader = visible_story(story_id), actor()
    return bound(book_of(story, leaves(story, reader)), kind, reader)
