"""My pictures."""

from flask import Blueprint, Response, request
from flask_login import current_user

from webapp.access import signed_in
from webapp.htmx import page_or_fragment
from webapp.paging import before_cursor, next_url
from webapp.user_images import service

bp = Blueprint("user_images", __name__, url_prefix="/user-images")


@bp.get("/")
@signed_in
def index() -> Response:
    only_favorites = request.args.get("favorites") == "1"
    page = service.my_images(current_user.id, before_cursor(), only_favorites=only_favorites)
    return page_or_fragment(
        "user_images/index.html",
        "gallery/_cards.html",
        cards=page.cards,
        next_url=next_url(page.before),
        only_favorites=only_favorites,
    )
