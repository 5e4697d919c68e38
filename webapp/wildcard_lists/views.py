"""A person's wildcard lists, and those of the studio to start from."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import own_kept, signed_in
from webapp.htmx import go
from webapp.limits import per_user
from webapp.models import WildcardList
from webapp.paging import before_cursor, next_url
from webapp.pipeline.builtin_lists import BUILTIN_LISTS
from webapp.wildcard_lists import service
from webapp.wildcard_lists.forms import ImportForm, ListForm, list_name

bp = Blueprint("wildcard_lists", __name__, url_prefix="/prompt-helpers/wildcards")


@bp.get("/")
@signed_in
def index() -> str:
    return render_template("wildcard_lists/index.html", **_index(ImportForm(None)))


@bp.get("/names/")
@signed_in
def names() -> str:
    """Answers with the names to choose from while a prompt is typed."""
    return render_template("wildcard_lists/_names.html", names=service.names_for(current_user.id))


@bp.get("/new/")
@signed_in
def new() -> str:
    """Shows an empty list, or a copy of one of the studio's."""
    name = list_name(request.args.get("name"))[:80]
    form = ListForm(None, name=name, entries="\n".join(BUILTIN_LISTS.get(name, ())))
    return render_template("wildcard_lists/edit.html", form=form, list=None)


@bp.post("/new/")
@signed_in
@per_user("60/minute")
def create() -> ResponseReturnValue:
    form = ListForm()
    if not form.validate():
        return render_template("wildcard_lists/edit.html", form=form, list=None), 422
    try:
        made = service.add_list(current_user.id, form.name.data, form.entries_read)
    except service.NameTaken:
        return _taken(form, None)
    flash(f"Kept. Write __{made.name}__ in a prompt.", "ok")
    return go(url_for("wildcard_lists.show", list_id=made.id))


@bp.post("/import/")
@signed_in
@per_user("20/minute")
def bring() -> ResponseReturnValue:
    """Makes lists of text files and says what became of each."""
    form = ImportForm()
    if not form.validate():
        return render_template("wildcard_lists/index.html", **_index(form)), 422
    imported = service.import_files(current_user.id, form.files.data, form.folder.data, replaces=form.replaces.data)
    status = 422 if all(each.errors for each in imported) else 200
    return render_template("wildcard_lists/index.html", **_index(form, imported)), status


@bp.get("/<uuid:list_id>/")
@signed_in
def show(list_id: UUID) -> str:
    found = own_kept(WildcardList, list_id)
    trouble = service.trouble_with(current_user.id, found.name)
    return render_template("wildcard_lists/edit.html", form=ListForm(None, obj=found), list=found, trouble=trouble)


@bp.post("/<uuid:list_id>/")
@signed_in
def edit(list_id: UUID) -> ResponseReturnValue:
    found = own_kept(WildcardList, list_id)
    form = ListForm()
    if not form.validate():
        return render_template("wildcard_lists/edit.html", form=form, list=found), 422
    try:
        service.change_list(found, form.name.data, form.entries_read)
    except service.NameTaken:
        return _taken(form, own_kept(WildcardList, list_id))
    flash("Saved. Pictures made before keep their words.", "ok")
    return go(url_for("wildcard_lists.show", list_id=list_id))


@bp.post("/<uuid:list_id>/delete/")
@signed_in
def delete(list_id: UUID) -> ResponseReturnValue:
    found = own_kept(WildcardList, list_id)
    name = found.name
    service.delete_list(found)
    flash(f"__{name}__ is gone. Pictures made with it keep their words.", "ok")
    return go(url_for("wildcard_lists.index"))


def _taken(form: ListForm, found: WildcardList | None) -> ResponseReturnValue:
    form.name.errors = [f"You have a list called “{form.name.data}” already. Choose another name."]
    return render_template("wildcard_lists/edit.html", form=form, list=found), 422


def _index(form: ImportForm, imported: list[service.Imported] | None = None) -> dict[str, Any]:
    lists, before = service.page_of(current_user.id, before_cursor())
    return {
        "lists": lists,
        "next_url": next_url(before) if request.method == "GET" else None,
        "builtin": BUILTIN_LISTS,
        "form": form,
        "imported": imported or [],
    }
