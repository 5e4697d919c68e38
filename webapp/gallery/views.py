"""The public wall."""

from flask import Blueprint, Response

from webapp.access import actor
from webapp.gallery import service
from webapp.htmx import page_or_fragment
from webapp.paging import before_cursor, next_url

bp = Blueprint("gallery", __name__, url_prefix="/gallery")


@bp.get("/")
def index() -> Response:
    viewer = actor()
    page = service.newest_images(before_cursor(), viewer.id if viewer else None)
    return page_or_fragment(
        "gallery/index.html", "gallery/_cards.html", cards=page.cards, next_url=next_url(page.before)
    )
