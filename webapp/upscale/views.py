"""Enlarging a picture: choose one, choose what to do, send it off."""

from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import signed_in
from webapp.htmx import is_partial, page_or_fragment
from webapp.limits import per_user
from webapp.operations import pages
from webapp.operations.offered import ENLARGEMENTS
from webapp.paging import before_cursor, next_url
from webapp.upscale.service import enlarged

ROOM = pages.Room("upscale", ENLARGEMENTS)

bp = Blueprint("upscale", __name__, url_prefix="/upscale")


@bp.get("/")
@signed_in
def index() -> ResponseReturnValue:
    done = enlarged(current_user.id, before_cursor())
    cards = [] if is_partial() else pages.newest_cards()
    return page_or_fragment(
        "edit/index.html",
        "edit/_enlarged.html",
        room=ROOM,
        cards=cards,
        views=done.views,
        next_url=next_url(done.before),
    )


@bp.get("/<uuid:image_id>/")
@signed_in
def show(image_id: UUID) -> ResponseReturnValue:
    return pages.show(ROOM, image_id)


@bp.post("/<uuid:image_id>/")
@signed_in
@per_user("20/minute")
def create(image_id: UUID) -> ResponseReturnValue:
    return pages.create(ROOM, image_id)
