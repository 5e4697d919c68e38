"""The people of a project: let in by name, with what they may do; let go, or gone by themselves."""

from uuid import UUID

from flask import Blueprint, abort, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import signed_in
from webapp.htmx import go
from webapp.image_projects import listing, service
from webapp.image_projects.forms import MemberForm, RoleForm
from webapp.limits import per_user
from webapp.models import ImageProject
from webapp.project_access import own_project, visible_project
from webapp.project_rights import role_in

bp = Blueprint("project_members", __name__, url_prefix="/image-projects/<uuid:project_id>/members")


@bp.get("/")
@signed_in
def index(project_id: UUID) -> str:
    return _page(own_project(project_id), MemberForm(None))


@bp.post("/")
@signed_in
@per_user("30/minute")
def add(project_id: UUID) -> ResponseReturnValue:
    project = own_project(project_id)
    form = MemberForm()
    found = service.person_called(form.name.data or "") if form.validate() else None
    if not form.errors and found is None:
        form.name.errors = ["Nobody here is called that. Ask them how their name is written."]
    elif found is not None and found.id == project.owner_id:
        form.name.errors = ["This project is theirs already."]
    if form.errors or found is None:
        return _page(project, form), 422
    service.set_member(project.id, found.id, form.role.data)
    flash(f"{found.name} is in.", "ok")
    return go(url_for("project_members.index", project_id=project.id))


@bp.post("/<uuid:user_id>/")
@signed_in
def change(project_id: UUID, user_id: UUID) -> ResponseReturnValue:
    project = own_project(project_id)
    form = RoleForm()
    if role_in(project.id, user_id) is None or not form.validate():
        abort(404)
    service.set_member(project.id, user_id, form.role.data)
    flash("Saved.", "ok")
    return go(url_for("project_members.index", project_id=project.id))


@bp.post("/<uuid:user_id>/remove/")
@signed_in
def remove(project_id: UUID, user_id: UUID) -> ResponseReturnValue:
    project = own_project(project_id)
    if role_in(project.id, user_id) is None:
        abort(404)
    service.remove_member(project.id, user_id)
    flash("They are out, and their pictures with them.", "ok")
    return go(url_for("project_members.index", project_id=project.id))


@bp.post("/leave/")
@signed_in
def leave(project_id: UUID) -> ResponseReturnValue:
    project = visible_project(project_id)
    if role_in(project.id, current_user.id) is None:
        abort(404)
    service.remove_member(project.id, current_user.id)
    flash(f"You left {project.name}, and your pictures with you.", "ok")
    return go(url_for("image_projects.index"))


def _page(project: ImageProject, form: MemberForm) -> str:
    members = [(each, RoleForm(None, role=each.role)) for each in listing.members_of(project.id)]
    return render_template("image_projects/members.html", project=project, form=form, members=members)
