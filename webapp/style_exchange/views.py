"""Importing styles: choose files, look at what will come in, say yes."""

from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.datastructures import FileStorage

from webapp.access import signed_in
from webapp.htmx import go
from webapp.limits import per_user
from webapp.models import StyleImport
from webapp.style_exchange import kept, preview, service
from webapp.style_exchange.drafts import MAX_BYTES, MAX_ENTRIES, Unreadable
from webapp.style_exchange.forms import MOST_FILES, OptionsForm, UploadForm
from webapp.style_exchange.shelf import FORMATS

bp = Blueprint("style_import", __name__, url_prefix="/prompt-helpers/import")


@bp.get("/")
@signed_in
def index() -> Response:
    """Asks for files."""
    return _upload_page(UploadForm(), 200)


@bp.post("/")
@signed_in
@per_user("30/minute")
def upload() -> ResponseReturnValue:
    """Reads files and shows what is in them. Nothing comes in yet."""
    form = UploadForm()
    if not form.validate_on_submit():
        return _upload_page(form, 422)
    files = [each for each in request.files.getlist("files") if each.filename]
    if not files:
        form.files.errors = ["Choose a file first."]
        return _upload_page(form, 422)
    if len(files) > MOST_FILES:
        form.files.errors = [f"At most {MOST_FILES} files at a time, please."]
        return _upload_page(form, 422)
    try:
        title, entries = service.read_files([_read(each) for each in files])
    except Unreadable as error:
        form.files.errors = [str(error)]
        return _upload_page(form, 422)
    return go(url_for("style_import.show", import_id=kept.keep(current_user.id, title, entries)))


@bp.get("/<uuid:import_id>/")
@signed_in
def show(import_id: UUID) -> Response:
    """Shows what will come in; afterwards, what came in."""
    row = kept.own_import(import_id)
    return _look_page(row, OptionsForm(None, data=row.options), 200)


@bp.post("/<uuid:import_id>/")
@signed_in
@per_user("60/minute")
def choose(import_id: UUID) -> ResponseReturnValue:
    """Keeps the ticks of a page and leads to the next, or brings in what has a tick."""
    row = kept.own_import(import_id)
    form = OptionsForm()
    if row.outcome is not None:
        return go(url_for("style_import.show", import_id=import_id))
    if not form.validate_on_submit():
        return _look_page(row, form, 422)
    page, only_problems = _place()
    taken = {int(number) for number in request.form.getlist("take") if number.isdecimal() and len(number) < 6}
    kept.remember(import_id, preview.page_numbers(row, page, only_problems), taken, form.options)
    wanted = request.form.get("go", "")
    if wanted == "in":
        service.bring_in(import_id)
        return go(url_for("style_import.show", import_id=import_id))
    show_only = "problems" if wanted == "problems" or (only_problems and wanted != "all") else None
    page = int(wanted) if wanted.isdecimal() and len(wanted) < 6 else 1
    return go(url_for("style_import.show", import_id=import_id, page=page, show=show_only))


@bp.post("/<uuid:import_id>/drop/")
@signed_in
def drop(import_id: UUID) -> ResponseReturnValue:
    """Forgets an upload; nothing came in."""
    kept.drop(kept.own_import(import_id).id)
    return go(url_for("style_import.index"))


def _read(upload: FileStorage) -> tuple[str, bytes]:
    """Returns the name and the bytes of a file, no more of them than tell that it is too large."""
    with upload.stream as stream:
        return upload.filename or "", stream.read(MAX_BYTES + 1)


def _place() -> tuple[int, bool]:
    """Returns the page of the list that is meant, and whether it lists problems alone."""
    return request.args.get("page", 1, type=int), request.args.get("show") == "problems"


def _upload_page(form: UploadForm, status: int) -> Response:
    limits = {"most_entries": MAX_ENTRIES, "most_megabytes": MAX_BYTES // 1_000_000}
    page = render_template("style_exchange/import.html", form=form, formats=FORMATS.values(), **limits)
    return make_response(page, status)


def _look_page(row: StyleImport, form: OptionsForm, status: int) -> Response:
    if row.outcome is not None:
        page = render_template("style_exchange/done.html", words=preview.outcome_words(row.outcome), row=row)
    else:
        look = preview.look(row, *_place())
        page = render_template("style_exchange/preview.html", form=form, look=look, row=row)
    return make_response(page, status)
