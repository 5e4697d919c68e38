"""Tags: all that are in use, and the wall of one."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.access import actor, admins_only
from webapp.htmx import go, page_or_fragment
from webapp.paging import before_cursor, next_url
from webapp.tags import renaming, service
from webapp.tags.forms import RenameForm
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


@bp.get("/<name>/rename/")
def look_ahead(name: str) -> ResponseReturnValue:
    if (refused := admins_only()) is not None:
        return refused
    tag = seen_tag(name)
    form = RenameForm(request.args, meta={"csrf": False}) if "to" in request.args else RenameForm(to=tag.label)
    is_ready = "to" in request.args and form.validate()
    other = visible_tag(form.to.data, viewer_id()) if is_ready else None
    context = {"tag": tag, "form": form, "is_ready": is_ready, "other": other if other and other.id != tag.id else None}
    return render_template("tags/rename.html", **context), 422 if form.errors else 200


@bp.post("/<name>/rename/")
def rename(name: str) -> ResponseReturnValue:
    if (refused := admins_only()) is not None:
        return refused
    tag, form = seen_tag(name), RenameForm()
    if not form.validate():
        return render_template("tags/rename.html", tag=tag, form=form, is_ready=False, other=None), 422
    now = renaming.rename_tag(tag.id, form.to.data)
    if now is None:
        abort(404)
    flash("Done.", "ok")
    return go(url_for("tags.show", name=now))


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
