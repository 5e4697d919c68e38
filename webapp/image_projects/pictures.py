"""The pictures of a project: hung, moved, taken down, one of them its cover."""

from uuid import UUID

from flask import Blueprint, Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import can, signed_in
from webapp.cards import card_query, read_page
from webapp.database import writing
from webapp.errors import Forbidden
from webapp.extensions import db
from webapp.htmx import go, is_partial, page_or_fragment
from webapp.image_projects import service
from webapp.limits import per_user
from webapp.models import Image
from webapp.models.image import IS_KEPT
from webapp.paging import before_cursor, next_url
from webapp.project_access import own_project, visible_project
from webapp.project_places import move as move_picture

AT_ONCE = 200
WAYS = ("first", "earlier", "later", "last", "before")

bp = Blueprint("project_pictures", __name__, url_prefix="/image-projects/<uuid:project_id>/pictures")


@bp.get("/")
@signed_in
def choose(project_id: UUID) -> Response:
    """Shows one's own pictures to choose from, newest first."""
    project = own_project(project_id, "add")
    mine = card_query().where(Image.owner_id == current_user.id, IS_KEPT)
    page = read_page(mine, before_cursor(), current_user.id)
    return page_or_fragment(
        "image_projects/choose.html",
        "image_projects/_choices.html",
        project=project,
        cards=page.cards,
        next_url=next_url(page.before),
    )


@bp.post("/")
@signed_in
@per_user("60/minute")
def add(project_id: UUID) -> ResponseReturnValue:
    """Hangs one's own pictures; with one that is not, none of them."""
    project = own_project(project_id, "add")
    wanted = service.own_images(_ids(), current_user.id)
    if wanted is None:
        abort(404)
    count = service.add_pictures(project, wanted, current_user.id)
    flash(f"{count or 'No'} new picture{'' if count == 1 else 's'} in {project.name}.", "ok")
    return go(url_for("image_projects.show", project_id=project.id))


@bp.post("/<uuid:image_id>/move/")
@signed_in
def move(project_id: UUID, image_id: UUID) -> ResponseReturnValue:
    """Moves a picture first, earlier, later or last, or before another one."""
    project = own_project(project_id)
    to = request.form.get("to", "")
    if to not in WAYS or not service.is_hung(project.id, image_id):
        abort(404)
    before_id = _id(request.form.get("before", "")) if to == "before" else None
    with writing() as session:
        move_picture(session, project.id, image_id, to, before_id)
    return _back(project.id)


@bp.post("/<uuid:image_id>/cover/")
@signed_in
def cover(project_id: UUID, image_id: UUID) -> ResponseReturnValue:
    project = own_project(project_id)
    if not service.is_hung(project.id, image_id):
        abort(404)
    service.set_cover(project.id, image_id)
    flash("That is the cover now.", "ok")
    return _back(project.id)


@bp.post("/<uuid:image_id>/remove/")
@signed_in
def remove(project_id: UUID, image_id: UUID) -> ResponseReturnValue:
    """Takes a picture down: for who manages the project, and for whose picture it is."""
    project = visible_project(project_id)
    if not service.is_hung(project.id, image_id):
        abort(404)
    image = db.session.get(Image, image_id)
    if not can(current_user, "edit", project) and (image is None or image.owner_id != current_user.id):
        raise Forbidden("Only whose picture it is, or who manages the project, can take it down.")
    service.remove_picture(project.id, image_id)
    flash("It hangs there no more. The picture itself stays.", "ok")
    return _back(project.id)


def _back(project_id: UUID) -> ResponseReturnValue:
    return ("", 204) if is_partial() else go(url_for("image_projects.show", project_id=project_id))


def _ids() -> list[UUID]:
    return [_id(each) for each in request.form.getlist("image")[:AT_ONCE]]


def _id(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        abort(404)
