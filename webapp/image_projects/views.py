"""Projects: mine and those I am in, made, looked after, deleted."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup

from webapp.access import can, signed_in
from webapp.htmx import go, page_or_fragment
from webapp.image_projects import listing, service
from webapp.image_projects.forms import ProjectForm
from webapp.limits import per_user
from webapp.models import ImageProject
from webapp.paging import before_cursor, next_url
from webapp.project_access import own_project, visible_project
from webapp.project_rights import role_in

SAID = ("name", "description", "visibility", "guest_sees", "allows_remix")

bp = Blueprint("image_projects", __name__, url_prefix="/image-projects")


@bp.get("/")
@signed_in
def index() -> Response:
    is_joined = request.args.get("whose") == "joined"
    cards, before = listing.my_projects(current_user.id, before_cursor(), is_joined=is_joined)
    return page_or_fragment(
        "image_projects/index.html",
        "image_projects/_cards.html",
        cards=cards,
        next_url=next_url(before),
        is_joined=is_joined,
    )


@bp.get("/new/")
@signed_in
def new() -> str:
    return _form(ProjectForm(None, parent=request.args.get("parent", "")))


@bp.post("/new/")
@signed_in
@per_user("30/minute")
def create() -> ResponseReturnValue:
    form = ProjectForm()
    if not form.validate():
        return _form(form), 422
    made = service.make_project(current_user.id, form.said)
    flash("Your project is ready. Hang some pictures in it.", "ok")
    return go(url_for("image_projects.show", project_id=made.id))


@bp.get("/<uuid:project_id>/")
@signed_in
def show(project_id: UUID) -> ResponseReturnValue:
    """Shows a project to its people; others are led to its public page."""
    project = visible_project(project_id)
    role = "own" if can(current_user, "own", project) else role_in(project.id, current_user.id)
    if role is None:
        return go(url_for("projects.show", slug=project.slug))
    hung = listing.pictures_of(project.id, current_user.id)
    return page_or_fragment(
        "image_projects/show.html",
        "image_projects/_tiles.html",
        project=project,
        role=role,
        cards=hung.cards,
        next_url=listing.after_url(hung.after),
        **({} if request.args.get("after") else _around(project)),
    )


@bp.get("/<uuid:project_id>/edit/")
@signed_in
def edit(project_id: UUID) -> str:
    found = own_project(project_id)
    theme = found.theme_helper
    said: dict[str, Any] = {name: getattr(found, name) for name in SAID}
    said |= {"theme": theme.slug if theme else "", "parent": str(found.parent_id or "")}
    return _form(ProjectForm(None, project=found, is_own=can(current_user, "own", found), **said), found)


@bp.post("/<uuid:project_id>/edit/")
@signed_in
@per_user("30/minute")
def save(project_id: UUID) -> ResponseReturnValue:
    found = own_project(project_id)
    form = ProjectForm(project=found, is_own=can(current_user, "own", found))
    if not form.validate():
        return _form(form, found), 422
    service.edit_project(found, form.said)
    flash("Saved.", "ok")
    return go(url_for("image_projects.show", project_id=found.id))


@bp.get("/<uuid:project_id>/delete/")
@signed_in
def confirm_delete(project_id: UUID) -> str:
    return render_template("image_projects/delete.html", project=own_project(project_id, "own"))


@bp.post("/<uuid:project_id>/delete/")
@signed_in
def delete(project_id: UUID) -> ResponseReturnValue:
    found = own_project(project_id, "own")
    service.delete_project(found)
    words = Markup(render_template("image_projects/_deleted.html", project_id=found.id))  # noqa: S704 - our own template, escaped by Jinja
    flash(words, "ok")
    return go(url_for("image_projects.index"))


@bp.post("/<uuid:project_id>/restore/")
@signed_in
def restore(project_id: UUID) -> ResponseReturnValue:
    if service.restore_project(project_id, current_user.id) is None:
        abort(404)
    return go(url_for("image_projects.show", project_id=project_id))


@bp.post("/<uuid:project_id>/feature/")
@signed_in
def feature(project_id: UUID) -> ResponseReturnValue:
    """Puts a published project forward for everyone, or back. For admins alone; for others there is no such page."""
    found = visible_project(project_id)
    if not current_user.is_admin or found.visibility != "public":
        abort(404)
    service.toggle_featured(found)
    return go(url_for("projects.show", slug=found.slug))


def _around(project: ImageProject) -> dict[str, Any]:
    done, whole = listing.described(project.id)
    parent = project.parent
    return {
        "parts": listing.parts_of(project.id, current_user.id),
        "members": listing.members_of(project.id),
        "parent": parent if parent and can(current_user, "read", parent) else None,
        "world": project.theme_helper,
        "is_world_seen": project.theme_helper is not None and can(current_user, "read", project.theme_helper),
        "described": done,
        "counted": whole,
    }


def _form(form: ProjectForm, project: ImageProject | None = None) -> str:
    return render_template("image_projects/edit.html", form=form, project=project)
