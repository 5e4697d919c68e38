"""Bringing pictures: by a plain form, many at once, or one by one from the browser with a message for each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, cast
from uuid import UUID

from flask import Blueprint, Response, current_app, jsonify, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.datastructures import FileStorage

from webapp.access import signed_in
from webapp.errors import AppError, wants_json
from webapp.limits import check_limit, per_user
from webapp.media import storage
from webapp.pictures_in.counted import read_counted
from webapp.pictures_in.refused import Refused
from webapp.storage.errors import StorageError
from webapp.uploads import fetching, incoming
from webapp.uploads.forms import MOST_FILES, About, UploadForm
from webapp.uploads.names import shown_name
from webapp.uploads.taking import NotTaken, Taken, take

bp = Blueprint("uploads", __name__, url_prefix="/user-images/upload")

FORM_BYTES = 1_000_000
NOTHING = "Choose a picture, or give an address."
TOO_MANY = f"At most {MOST_FILES} pictures at a time, please."


@dataclass(frozen=True, slots=True)
class Line:
    """What came of one file, in words. `image_id` is None when it was not taken."""

    name: str
    words: str
    image_id: UUID | None = None


@bp.url_value_preprocessor
def allow_many_files(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Lets people who are signed in send many files at once, as long as there is room; each is counted later."""
    if request.method == "POST" and current_user.is_authenticated:
        settings = current_app.extensions["settings"]
        storage().require_room(request.content_length or 0, settings.min_free_disk_bytes)
        request.max_content_length = MOST_FILES * settings.max_upload_bytes + FORM_BYTES


@bp.get("/")
@signed_in
def index() -> Response:
    """Asks for pictures."""
    return _page(UploadForm(), 200)


@bp.post("/")
@signed_in
@per_user("60/minute")
def create() -> ResponseReturnValue:
    """Takes pictures; a program gets an answer for its one file, a person a list with a message for each."""
    form = UploadForm()
    files = _files()
    if not (form.validate() & _has_files(form, files)):
        return _refusal(form)
    if form.sent.data:
        return _told(_from_parts(UUID(form.sent.data), form.about))
    if form.url.data:
        check_limit("10/minute", "uploads.url", str(current_user.id))
    if wants_json():
        (name, stream), *_ = _sources(files, form.url.data)
        return _told(_taken(name, stream, form.about))
    lines = [_line(name, stream, form.about) for name, stream in _sources(files, form.url.data)]
    status = 200 if any(line.image_id for line in lines) else 422
    return make_response(render_template("uploads/done.html", lines=lines), status)


def _files() -> list[FileStorage]:
    return [each for field in ("files", "folder") for each in request.files.getlist(field) if each.filename]


def _has_files(form: UploadForm, files: list[FileStorage]) -> bool:
    problem = TOO_MANY if len(files) > MOST_FILES else "" if files or form.url.data or form.sent.data else NOTHING
    if problem:
        form.files.errors = [problem]
    return not problem


def _sources(files: list[FileStorage], url: str) -> Iterator[tuple[str, BinaryIO | None]]:
    """Gives each file's name and stream; None stands for an address, which is fetched when its turn comes."""
    yield from ((each.filename or "", cast("BinaryIO", each.stream)) for each in files)
    if url:
        yield url, None


def _taken(name: str, stream: BinaryIO | None, about: About) -> Taken:
    """Raises AppError or StorageError, in words."""
    if stream is None:
        name, data = fetching.fetch(name)
        return take(current_user.id, data, name, about)
    try:
        data = read_counted(stream, current_app.config["MAX_UPLOAD_BYTES"])
    except Refused as refused:
        raise NotTaken(refused) from None
    return take(current_user.id, data, name, about)


def _from_parts(incoming_id: UUID, about: About) -> Taken:
    """Takes a file that came in by parts, which then go. Raises AppError or StorageError, in words."""
    found = incoming.own(incoming_id, incoming.PICTURE)
    try:
        taken = _taken(found.name, incoming.whole(found), about)
    except NotTaken:
        incoming.forget(found)
        raise
    incoming.forget(found)
    return taken


def _line(name: str, stream: BinaryIO | None, about: About) -> Line:
    shown = shown_name(name) or "A picture without a name"
    try:
        taken = _taken(name, stream, about)
    except (AppError, StorageError) as error:
        return Line(shown, str(error))
    return Line(shown, taken.words, taken.image_id)


def _told(taken: Taken) -> Response:
    answer = jsonify(
        message=taken.words,
        is_new=taken.is_new,
        url=url_for("images.show", image_id=taken.image_id),
        small_url=url_for("files.show", pk=taken.image_id, variant="small"),
    )
    answer.status_code = 201 if taken.is_new else 200
    return answer


def _refusal(form: UploadForm) -> Response:
    if wants_json():
        sentence = next((error for field in form for error in field.errors), NOTHING)
        return make_response(jsonify(error={"code": "bad_request", "message": str(sentence)}), 422)
    return _page(form, 422)


def _page(form: UploadForm, status: int) -> Response:
    begun = incoming.begun(current_user.id, incoming.PICTURE)
    return make_response(render_template("uploads/index.html", form=form, begun=begun), status)
