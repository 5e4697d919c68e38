"""ZIPs of pictures: sent, watched on their way in, called off."""

from collections.abc import Callable
from functools import partial
from typing import Any, BinaryIO, cast
from uuid import UUID

from flask import Blueprint, Response, current_app, jsonify, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Session

from webapp.access import signed_in
from webapp.errors import wants_json
from webapp.htmx import go, is_partial
from webapp.limits import per_user
from webapp.media import storage
from webapp.models import ImportJob
from webapp.uploads import incoming, jobs
from webapp.uploads.forms import ZipForm
from webapp.uploads.importing import hand_over
from webapp.uploads.names import shown_name
from webapp.uploads.zips import MAX_ZIP_BYTES, BadZip, files_in, open_zip

bp = Blueprint("imports", __name__, url_prefix="/user-images/upload/zip")

FORM_BYTES = 1_000_000
EMPTY = "There is no file in this ZIP."


@bp.url_value_preprocessor
def allow_a_large_file(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Lets people who are signed in send a ZIP, as long as there is room for it."""
    if request.method == "POST" and current_user.is_authenticated:
        settings = current_app.extensions["settings"]
        storage().require_room(request.content_length or 0, settings.min_free_disk_bytes)
        request.max_content_length = MAX_ZIP_BYTES + FORM_BYTES


@bp.get("/")
@signed_in
def index() -> Response:
    """Asks for a ZIP, and shows the newest ones."""
    return _page(ZipForm(), 200)


@bp.post("/")
@signed_in
@per_user("10/minute")
def create() -> ResponseReturnValue:
    """Keeps a ZIP and has it brought in."""
    form = ZipForm()
    try:
        if not form.validate():
            return _refusal(form)
        job_id = _kept(form)
    except BadZip as bad:
        form.file.errors = [str(bad)]
        return _refusal(form)
    except jobs.TooManyImports as wait:
        if wants_json():
            raise
        form.file.errors = [str(wait)]
        return _page(form, 422)
    hand_over()
    where = url_for("imports.show", job_id=job_id)
    if wants_json():
        return make_response(jsonify(message="It is here. Its pictures come in now.", url=where), 201)
    return go(where)


@bp.get("/<uuid:job_id>/")
@signed_in
def show(job_id: UUID) -> Response:
    """Shows how far an import is, and what was left out; a page that has not changed answers 304."""
    job = jobs.own_job(job_id)
    form = "part" if is_partial() else "page"
    etag = f"{job.id.hex}-{job.status}-{job.next_entry}-{form}"
    if request.if_none_match.contains_weak(etag):
        return _revalidated(Response(status=304), etag)
    page = "uploads/_import.html" if is_partial() else "uploads/import.html"
    return _revalidated(make_response(render_template(page, **_context(job))), etag)


@bp.post("/<uuid:job_id>/cancel/")
@signed_in
def cancel(job_id: UUID) -> ResponseReturnValue:
    """Calls off what is still to come; what is here stays."""
    job = jobs.own_job(job_id)
    jobs.end(job.id, "cancelled")
    return go(url_for("imports.show", job_id=job_id))


def _kept(form: ZipForm) -> UUID:
    """Keeps the ZIP that was sent, whole or by parts, which then go. Raises BadZip when it cannot come in."""
    if jobs.has_too_many(current_user.id):
        raise jobs.TooManyImports
    if not form.sent.data:
        return _begun(form, cast("BinaryIO", form.file.data.stream), form.file.data.filename, lambda _session: None)
    found = incoming.own(UUID(form.sent.data), incoming.ZIP)
    try:
        return incoming.become(found, partial(_begun, form, incoming.whole(found), found.name))
    except BadZip:
        incoming.forget(found)
        raise


def _begun(form: ZipForm, stream: BinaryIO, name: str, beside: Callable[[Session], None]) -> UUID:
    with open_zip(stream) as archive:
        count = len(files_in(archive))
    if not count:
        raise BadZip(EMPTY)
    return jobs.begin(current_user.id, shown_name(name), stream, count, form.about, beside)


def _refusal(form: ZipForm) -> Response:
    if wants_json():
        sentence = next(str(error) for field in form for error in field.errors)
        return make_response(jsonify(error={"code": "bad_request", "message": sentence}), 422)
    return _page(form, 422)


def _context(job: ImportJob) -> dict[str, Any]:
    after = request.args.get("after", -1, type=int)
    skips, more = jobs.skips_of(job.id, after if abs(after) < MAX_ZIP_BYTES else -1)
    more_url = url_for("imports.show", job_id=job.id, after=more) if more is not None else None
    return {"job": job, "is_live": job.status == jobs.LIVE, "skips": skips, "more_url": more_url}


def _revalidated(answer: Response, etag: str) -> Response:
    answer.set_etag(etag, weak=True)
    answer.cache_control.private = True
    answer.cache_control.no_cache = True
    answer.vary.update(["HX-Request", "Cookie"])
    return answer


def _page(form: ZipForm, status: int) -> Response:
    context = {"jobs": jobs.newest_jobs(current_user.id), "begun": incoming.begun(current_user.id, incoming.ZIP)}
    return make_response(render_template("uploads/zip.html", form=form, most_bytes=MAX_ZIP_BYTES, **context), status)
