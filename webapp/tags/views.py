"""Tags: all that are in use, and the wall of one."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, request, url_for

from webapp.access import actor
from webapp.htmx import page_or_fragment
from webapp.paging import before_cursor, next_url
from webapp.tags import service
from webapp.visible_tags import SeenTag, visible_tag

BY_NAME = "name"

bp = Blueprint("tags", __name__, url_prefix="/tags")


@bp.get("/")
def index() -> Response:
    words, order = request.args.get("q", "").strip()[:100], request.args.get("sort", "")
    listed = service.tags_by_name if order == BY_NAME else service.tags_by_use
    behind = _behind()
    page = listed(viewer_id(), words, behind)
    return page_or_fragment(
        "tags/index.html",
        "tags/_tags.html" if behind else "tags/_list.html",
        tags=page.tags,
        next_url=_next_url(page.last),
        words=words,
        is_by_name=order == BY_NAME,
    )


@bp.get("/<name>/")
def show(name: str) -> Response:
    tag = seen_tag(name)
    page = service.tagged_images(tag.id, before_cursor(), viewer_id())
    return page_or_fragment(
        "tags/show.html", "gallery/_cards.html", tag=tag, cards=page.cards, next_url=next_url(page.before)
    )


def seen_tag(name: str) -> SeenTag:
    """Returns the tag if the caller may see a picture with it; unused, unknown and hidden answer alike (404)."""
    tag = visible_tag(name, viewer_id())
    if tag is None:
        abort(404)
    return tag


def viewer_id() -> UUID | None:
    viewer = actor()
    return viewer.id if viewer else None


def _behind() -> tuple[int, str] | None:
    """Returns the count and the name to go on behind, from `?after=12:boat`. An odd cursor answers 404."""
    given = request.args.get("after")
    if not given:
        return None
    count, _, name = given.partition(":")
    if not (count.isdecimal() and count.isascii() and len(count) < 10 and name) or "\0" in name:
        abort(404)
    return int(count), name


def _next_url(last: SeenTag | None) -> str | None:
    if last is None:
        return None
    kept: dict[str, Any] = {key: value for key, value in request.args.items() if key in {"q", "sort"}}
    return url_for("tags.index", **kept, after=f"{last.count}:{last.name}")
