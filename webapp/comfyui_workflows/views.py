"""The admin's pages of ComfyUI workflows."""

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.access import admins_only
from webapp.comfyui_workflows import service, shelf
from webapp.comfyui_workflows.forms import AboutForm, FileForm, PlaceFields, UploadForm, missing_words
from webapp.comfyui_workflows.places import unnameable
from webapp.comfyui_workflows.shelf import Kept
from webapp.engines.comfyui.workflows import WorkflowError
from webapp.htmx import go

bp = Blueprint("comfyui_workflows", __name__, url_prefix="/admin/engines/comfyui/workflows")
bp.before_request(admins_only)

TAKEN = "There is one of this name. Choose another name, or open that one and replace its file."


@bp.before_request
def known_workflows_only() -> None:
    """Answers 404 for workflows that do not exist, and so for every name that is no file of the folder."""
    slug = (request.view_args or {}).get("slug")
    if slug is not None and slug not in shelf.names():
        abort(404)


@bp.get("/")
def index() -> str:
    """Lists the workflows and takes a new one."""
    return _list_page(UploadForm(None))


@bp.post("/")
def create() -> ResponseReturnValue:
    """Takes a new workflow and leads to naming its places."""
    form = UploadForm()
    if not form.validate():
        return _list_page(form), 422
    try:
        slug = service.add(form.label.data, form.operation.data, form.graph)
    except shelf.Taken:
        form.label.errors = [TAKEN]
    except WorkflowError as error:
        form.file.errors = [f"This file {error}."]
    else:
        return go(url_for("comfyui_workflows.show", slug=slug))
    return _list_page(form), 422


@bp.get("/<slug>/")
def show(slug: str) -> ResponseReturnValue:
    """Shows the inputs of a workflow and which slot fills each."""
    kept = _read(slug)
    if kept is None:
        return go(url_for("comfyui_workflows.replace", slug=slug))
    about = AboutForm(None, label=kept.label, operation=kept.operation)
    return _naming_page(slug, kept, about, PlaceFields(kept))


@bp.post("/<slug>/")
def save(slug: str) -> ResponseReturnValue:
    """Puts the workflow to use as it was named."""
    kept = _read(slug)
    if kept is None:
        return go(url_for("comfyui_workflows.replace", slug=slug))
    about, fields = AboutForm(), PlaceFields(kept, request.form)
    if not (about.validate() & fields.validate()):
        return _naming_page(slug, kept, about, fields), 422
    problem = _saved(slug, Kept(about.label.data, about.operation.data, kept.graph, fields.slots))
    if problem:
        about.form_errors.append(problem)
        return _naming_page(slug, kept, about, fields), 422
    flash("Saved. It stands among ComfyUI's models now.", "success")
    return go(url_for("comfyui_workflows.index"))


@bp.route("/<slug>/replace/", methods=["GET", "POST"])
def replace(slug: str) -> ResponseReturnValue:
    """Takes another version of the workflow; the one in use stays until the new one's places are named."""
    form = FileForm()
    if form.validate_on_submit():
        try:
            service.replace(slug, form.graph)
            return go(url_for("comfyui_workflows.show", slug=slug))
        except WorkflowError as error:
            form.file.errors = [f"This file {error}."]
    page = render_template("comfyui_workflows/replace.html", slug=slug, label=_label(slug), form=form)
    return page, 422 if form.errors else 200


@bp.route("/<slug>/delete/", methods=["GET", "POST"])
def delete(slug: str) -> ResponseReturnValue:
    """Asks, then removes the workflow."""
    if request.method == "GET":
        return render_template("comfyui_workflows/delete.html", slug=slug, label=_label(slug))
    shelf.remove(slug)
    flash("The workflow is deleted.", "success")
    return go(url_for("comfyui_workflows.index"))


def _read(slug: str) -> Kept | None:
    try:
        return shelf.read(slug)
    except WorkflowError:
        return None


def _saved(slug: str, kept: Kept) -> str | None:
    """Puts it to use, or returns what is wrong with it."""
    missing = missing_words(kept.operation, kept.slots)
    if missing:
        return missing
    try:
        service.save(slug, kept)
    except WorkflowError as error:
        return f"It cannot be used like that: it {error}."
    return None


def _label(slug: str) -> str:
    kept = _read(slug)
    return kept.label if kept else slug


def _list_page(form: UploadForm) -> str:
    return render_template("comfyui_workflows/index.html", form=form, entries=service.entries())


def _naming_page(slug: str, kept: Kept, about: AboutForm, fields: PlaceFields) -> str:
    return render_template(
        "comfyui_workflows/show.html",
        slug=slug,
        label=kept.label,
        is_draft=shelf.has_draft(slug),
        about=about,
        fields=fields,
        unnameable=unnameable(kept.graph),
    )
