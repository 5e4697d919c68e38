"""The picker of styles: a page of its own and, as a fragment, inside Create."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import signed_in, visible_style
from webapp.htmx import go, is_partial, page_or_fragment, safe_next
from webapp.limits import per_user
from webapp.paging import next_url
from webapp.pipeline.offer import offers
from webapp.style_cards import categories, read_styles
from webapp.style_filter import WHOSE, StyleFilter
from webapp.styles import service
from webapp.tagging import fold

bp = Blueprint("styles", __name__, url_prefix="/styles")


@bp.get("/")
@signed_in
def index() -> Response:
    wanted = _wanted()
    try:
        page = read_styles(wanted, current_user.id, request.args.get("before", ""))
    except ValueError:
        abort(404)
    context: dict[str, Any] = {
        "styles": page.cards,
        "next_url": next_url(page.cursor),
        "is_for_create": "create" in request.args,
    }
    if "before" in request.args and is_partial():
        return page_or_fragment("styles/index.html", "styles/_cards.html", **context)
    return page_or_fragment("styles/index.html", "styles/_picker.html", **context, **_choices(wanted))


@bp.post("/<uuid:style_id>/favorite/")
@signed_in
@per_user("120/minute")
def favorite(style_id: UUID) -> ResponseReturnValue:
    style = visible_style(style_id)
    is_favorite = service.toggle_favorite(current_user.id, style.id)
    if is_partial():
        return render_template("styles/_star.html", style={"id": style.id, "is_favorite": is_favorite})
    return go(safe_next("styles.index"))


def _wanted() -> StyleFilter:
    given = {name: request.args.get(name, "").strip()[:100] for name in ("q", "category", "tag", "whose", "engine")}
    return StyleFilter(
        text=given["q"],
        category=given["category"],
        tag=fold(given["tag"]),
        whose=given["whose"] if given["whose"] in WHOSE else "",
        engine=given["engine"],
        is_favorite=bool(request.args.get("favorite")),
    )


def _choices(wanted: StyleFilter) -> dict[str, Any]:
    """Returns what the fields of the filter offer."""
    tags = dict.fromkeys([*([wanted.tag] if wanted.tag else []), *service.common_tags()])
    return {
        "wanted": wanted,
        "is_filtered": wanted != StyleFilter(),
        "categories": [(name, name) for name in categories(current_user.id)],
        "engines": [(each.name, each.label) for each in offers().engines],
        "tags": [(tag, tag) for tag in tags],
        "owners": list(WHOSE.items()),
        "all_url": url_for("styles.index", create=1 if "create" in request.args else None),
    }
