"""Enlarging a picture: choose one, choose what to do, send it off."""

from uuid import UUID

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from webapp.access import signed_in
from webapp.limits import per_user
from webapp.operations import pages
from webapp.operations.offered import ENLARGEMENTS

ROOM = pages.Room("upscale", ENLARGEMENTS)

bp = Blueprint("upscale", __name__, url_prefix="/upscale")


@bp.get("/")
@signed_in
def index() -> str:
    return render_template("edit/index.html", room=ROOM, cards=pages.newest_cards())


@bp.get("/<uuid:image_id>/")
@signed_in
def show(image_id: UUID) -> ResponseReturnValue:
    return pages.show(ROOM, image_id)


@bp.post("/<uuid:image_id>/")
@signed_in
@per_user("20/minute")
def create(image_id: UUID) -> ResponseReturnValue:
    return pages.create(ROOM, image_id)
