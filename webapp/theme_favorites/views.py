"""Favourite themes: the page of them, and the star of each."""

from uuid import UUID

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import signed_in, visible_theme
from webapp.htmx import go, is_partial, page_or_fragment
from webapp.limits import per_user
from webapp.paging import before_cursor, next_url
from webapp.theme_cards import card_of_theme
from webapp.theme_favorites import service

bp = Blueprint("theme_favorites", __name__, url_prefix="/theme-favorites")


@bp.get("/")
@signed_in
def index() -> Response:
    page = service.favorite_themes(current_user.id, before_cursor())
    return page_or_fragment(
        "theme_favorites/index.html",
        "theme_helpers/_cards.html",
        cards=page.cards,
        next_url=next_url(page.before),
    )


@bp.post("/<uuid:theme_id>/")
@signed_in
@per_user("120/minute")
def toggle(theme_id: UUID) -> ResponseReturnValue:
    found = visible_theme(theme_id)
    service.toggle_favorite(current_user.id, found)
    if is_partial():
        return render_template("theme_favorites/_star.html", card=card_of_theme(found.id, current_user.id))
    return go(url_for("theme_helpers.show", theme_id=found.id))
