"""The public wall."""

from flask import Blueprint, flash, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import actor, signed_in
from webapp.gallery import service
from webapp.htmx import go, is_partial, safe_next
from webapp.wall_filters import PUBLIC, read_filters
from webapp.wall_pages import show_filters, show_months, show_wall
from webapp.walls import public_wall

bp = Blueprint("gallery", __name__, url_prefix="/gallery")


@bp.get("/")
def index() -> ResponseReturnValue:
    filters, viewer = read_filters(request.args, PUBLIC), actor()
    is_start = not filters and not request.args.get("before") and not is_partial()
    featured = service.featured_projects() if is_start else []
    wall = public_wall(filters, viewer.id if viewer else None)
    return show_wall("gallery/index.html", wall, filters, featured=featured)


@bp.get("/filter/")
def choose_filters() -> ResponseReturnValue:
    return show_filters(read_filters(request.args, PUBLIC), PUBLIC, "gallery.index")


@bp.get("/months/")
def months() -> ResponseReturnValue:
    filters, viewer = read_filters(request.args, PUBLIC), actor()
    return show_months(public_wall(filters, viewer.id if viewer else None), "gallery.index")


@bp.post("/pages/")
@signed_in
def choose_pages() -> ResponseReturnValue:
    """Remembers whether somebody's walls go on for ever or come in pages."""
    service.prefer_pages(current_user, has_pages=request.form.get("pages") == "1")
    flash("Walls come in pages now." if current_user.has_pages else "Walls go on as you scroll now.", "ok")
    return go(safe_next("gallery.index"))
