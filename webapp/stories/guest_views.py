"""A story as somebody with a link to it reads it: its pages with their pictures and sounds, and nothing that leads
further."""

from typing import Any, Literal
from uuid import UUID

from flask import Blueprint, Response, abort, render_template
from werkzeug.wrappers import Response as BaseResponse

from webapp.engines.speech.sound import TYPES, webvtt
from webapp.engines.speech.types import Cue
from webapp.extensions import db
from webapp.letters.faces import is_right_to_left, why_not_set
from webapp.media import send_stored
from webapp.models import Image, Narration, ShareLink, Story
from webapp.narration.reading import of_pages
from webapp.sharing.guests import Variant, keep_quiet, let_in, send_picture
from webapp.storage.errors import Missing
from webapp.stories.books.binding import bound
from webapp.stories.books.book import book_of
from webapp.stories.places import shared_places
from webapp.stories.reading import is_shown_in, leaves
from webapp.story_access import page_in

bp = Blueprint("shared_stories", __name__, url_prefix="/s/<token>/story")
bp.after_request(keep_quiet)


@bp.get("/")
def show(token: str) -> str:
    link, story = let_in(token, "story")
    told = _told(token, link, story)
    note = why_not_set(book_of(story, told["leaves"]).texts) if link.allows_download else ""
    return render_template("stories/show.html", **told, letters_note=note)


@bp.get("/<int:number>/")
def read(token: str, number: int) -> str:
    """Shows one page, counted from 1."""
    told = _told(token, *let_in(token, "story"))
    if not 1 <= number <= len(told["leaves"]):
        abort(404)
    leaf = told["leaves"][number - 1]
    return render_template("stories/read.html", **told, leaf=leaf, narration=of_pages([leaf.id]).get(leaf.id))


@bp.get("/pages/<uuid:page_id>/<any(small, large, picture):variant>.webp")
def picture(token: str, page_id: UUID, variant: Variant) -> BaseResponse:
    link, story = let_in(token, "story", is_page=False)
    return send_picture(link, _picture_of(story, page_id), variant)


@bp.get("/pages/<uuid:page_id>/sound.<any(ogg, mp3):suffix>")
def sound(token: str, page_id: UUID, suffix: Literal["ogg", "mp3"]) -> BaseResponse:
    row = _said(token, page_id)
    key = row.ogg_path if suffix == "ogg" else row.mp3_path
    try:
        return send_stored(key, TYPES[suffix]) if key else abort(404)
    except Missing:
        abort(404)


@bp.get("/pages/<uuid:page_id>/captions.vtt")
def captions(token: str, page_id: UUID) -> Response:
    return Response(webvtt(Cue(*cue) for cue in _said(token, page_id).cues), mimetype="text/vtt")


@bp.get("/story.<any(epub, pdf, cbz, zip):kind>")
def book(token: str, kind: str) -> BaseResponse:
    """Sends the story to be taken along, where the link allows that."""
    link, story = let_in(token, "story", is_page=False)
    if not link.allows_download:
        abort(404)
    return bound(book_of(story, leaves(story, None)), kind, reader=None)


def _told(token: str, link: ShareLink, story: Story) -> dict[str, Any]:
    author = story.author_line or story.owner.name
    at = shared_places(token, link)
    is_rtl = is_right_to_left(story.title)
    told = {"story": story, "author": author, "leaves": leaves(story, None), "is_mine": False}
    return {**told, "is_rtl": is_rtl, "at": at}


def _picture_of(story: Story, page_id: UUID) -> Image:
    """Returns the picture of a page, as a guest of the story sees it, else 404."""
    page = page_in(story, page_id)
    image = db.session.get(Image, page.image_id) if page.image_id else None
    if image is None or not is_shown_in(story, image, None):
        abort(404)
    return image


def _said(token: str, page_id: UUID) -> Narration:
    """Returns what is read aloud to a page."""
    _link, story = let_in(token, "story", is_page=False)
    page_in(story, page_id)
    return of_pages([page_id]).get(page_id) or abort(404)
