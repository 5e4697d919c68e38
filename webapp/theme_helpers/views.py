"""Themes: found, looked at, remixed, featured, deleted."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from webapp.access import can, own_theme, signed_in, visible_theme
from webapp.htmx import go, page_or_fragment
from webapp.limits import per_user
from webapp.media import send_stored
from webapp.models import ThemeHelper
from webapp.paging import before_cursor, next_url
from webapp.storage.errors import Missing
from webapp.theme_cards import CATEGORIES, card_of_theme, suited_styles
from webapp.theme_helpers import service
from webapp.theme_helpers.listing import filters_from, themes_for

bp = Blueprint("theme_helpers", __name__, url_prefix="/theme-helpers")


@bp.get("/")
@signed_in
def index() -> Response:
    filters, before = filters_from(request.args), before_cursor()
    page = themes_for(current_user.id, filters, before)
    return page_or_fragment(
        "theme_helpers/index.html",
        "theme_helpers/_cards.html" if before else "theme_helpers/_found.html",
        cards=page.cards,
        next_url=next_url(page.before),
        filters=filters,
        categories=CATEGORIES,
    )


@bp.get("/<uuid:theme_id>/")
@signed_in
def show(theme_id: UUID) -> str:
    return render_template("theme_helpers/show.html", **_shown(visible_theme(theme_id)))


@bp.get("/<uuid:theme_id>/preview.webp")
@signed_in
def preview(theme_id: UUID) -> BaseResponse:
    """Sends the preview of a theme; its address changes with it, so it may be kept for long."""
    found = visible_theme(theme_id)
    if not found.preview_path or found.is_builtin:
        abort(404)
    try:
        answer = send_stored(found.preview_path, "image/webp")
    except Missing:
        abort(404)
    if answer.status_code != 302:
        answer.headers["Cache-Control"] = "private, max-age=86400"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@bp.post("/<uuid:theme_id>/remix/")
@signed_in
@per_user("20/minute")
def remix(theme_id: UUID) -> ResponseReturnValue:
    made = service.remix_theme(visible_theme(theme_id), current_user)
    flash("This copy is yours alone. Change what you like.", "ok")
    return go(url_for("theme_helpers.edit", theme_id=made.id))


@bp.get("/<uuid:theme_id>/delete/")
@signed_in
def confirm_delete(theme_id: UUID) -> str:
    return render_template("theme_helpers/delete.html", card=card_of_theme(own_theme(theme_id).id, current_user.id))


@bp.post("/<uuid:theme_id>/delete/")
@signed_in
def delete(theme_id: UUID) -> ResponseReturnValue:
    service.delete_theme(own_theme(theme_id))
    flash("The theme is deleted.", "ok")
    return go(url_for("theme_helpers.index", whose="mine"))


@bp.post("/<uuid:theme_id>/feature/")
@signed_in
def feature(theme_id: UUID) -> ResponseReturnValue:
    """Puts a shared theme first for everyone, or back. For admins alone; for others there is no such page."""
    found = visible_theme(theme_id)
    if not current_user.is_admin or found.visibility != "shared":
        abort(404)
    service.toggle_featured(found)
    return go(url_for("theme_helpers.show", theme_id=found.id))


def _shown(found: ThemeHelper) -> dict[str, Any]:
    parent = service.parent_of(found)
    return {
        "card": card_of_theme(found.id, current_user.id),
        "prompt": found.prompt,
        "negative_prompt": found.negative_prompt,
        "tags": found.tags,
        "styles": suited_styles(found, current_user.id),
        "parent": card_of_theme(parent.id, current_user.id) if parent and can(current_user, "read", parent) else None,
        "can_feature": current_user.is_admin and found.visibility == "shared",
    }
