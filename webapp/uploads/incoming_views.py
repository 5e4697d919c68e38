"""Sending a file by parts, as the tus protocol has it (tus.io, version 1.0.0: core, creation, termination).

Once all parts are here, the plain form for pictures or for ZIPs takes the file by its id.
"""

import base64
import binascii
from typing import BinaryIO, cast
from uuid import UUID

from flask import Blueprint, Response, current_app, make_response, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import own_kept, signed_in
from webapp.errors import AppError
from webapp.htmx import go
from webapp.limits import per_user
from webapp.models import IncomingFile
from webapp.pictures_in.counted import read_counted
from webapp.pictures_in.refused import Refused, too_large
from webapp.uploads import incoming, jobs
from webapp.uploads.names import shown_name
from webapp.uploads.taking import NotTaken
from webapp.uploads.zips import MAX_ZIP_BYTES

bp = Blueprint("incoming", __name__, url_prefix="/user-images/upload/parts")

PROTOCOL = "1.0.0"
NAME, KIND = "filename", "kind"
PAGES = {incoming.PICTURE: "uploads.index", incoming.ZIP: "imports.index"}


@bp.post("/")
@signed_in
@per_user("120/minute")
def create() -> Response:
    """Begins a file of `Upload-Length` bytes; the answer's address takes its parts."""
    told = _metadata()
    size_bytes, kind = _number("Upload-Length"), told.get(KIND, incoming.PICTURE)
    _check(kind, size_bytes)
    begun = incoming.begin(current_user.id, kind, shown_name(told.get(NAME)), size_bytes)
    answer = _told(0, size_bytes, 201)
    answer.headers["Location"] = url_for("incoming.show", incoming_id=begun.id)
    return answer


@bp.get("/<uuid:incoming_id>/")
@signed_in
def show(incoming_id: UUID) -> Response:
    """Tells in `Upload-Offset` where to go on."""
    found = own_kept(IncomingFile, incoming_id)
    return _told(found.received_bytes, found.size_bytes, 200)


@bp.patch("/<uuid:incoming_id>/")
@signed_in
@per_user("1200/minute")
def add(incoming_id: UUID) -> Response:
    """Takes the part that begins at `Upload-Offset`; one out of place is told where to go on."""
    found = own_kept(IncomingFile, incoming_id)
    try:
        data = read_counted(cast("BinaryIO", request.stream), incoming.PART_BYTES)
        reached = incoming.add_part(found, _number("Upload-Offset"), data)
    except Refused as refused:
        raise NotTaken(refused) from None
    except incoming.OutOfPlace as out:
        return _told(out.received_bytes, found.size_bytes, out.status)
    return _told(reached, found.size_bytes, 204)


@bp.delete("/<uuid:incoming_id>/")
@signed_in
def terminate(incoming_id: UUID) -> Response:
    """Forgets the file and what is here of it."""
    found = own_kept(IncomingFile, incoming_id)
    incoming.forget(found)
    return _told(0, found.size_bytes, 204)


@bp.post("/<uuid:incoming_id>/drop/")
@signed_in
def drop(incoming_id: UUID) -> ResponseReturnValue:
    """Does the same for a plain form."""
    found = own_kept(IncomingFile, incoming_id)
    incoming.forget(found)
    return go(url_for(PAGES[found.kind]))


def _check(kind: str, size_bytes: int) -> None:
    """Raises AppError for what would not be taken once it is here."""
    if kind not in PAGES:
        raise AppError("The browser did not say what kind of file this is. Try again.")
    if kind == incoming.ZIP and jobs.has_too_many(current_user.id):
        raise jobs.TooManyImports
    most_bytes = MAX_ZIP_BYTES if kind == incoming.ZIP else int(current_app.config["MAX_UPLOAD_BYTES"])
    if size_bytes > most_bytes:
        raise NotTaken(too_large(most_bytes))


def _number(header: str) -> int:
    told = request.headers.get(header, "")
    if not (told.isascii() and told.isdigit() and len(told) < 16):
        raise AppError(f"The browser did not say how far the file is ({header}). Try again.")
    return int(told)


def _metadata() -> dict[str, str]:
    """Returns what `Upload-Metadata` says: pairs of a key and base64, with commas between them."""
    pairs = (pair.strip().partition(" ") for pair in request.headers.get("Upload-Metadata", "").split(","))
    return {key: _decoded(coded) for key, _, coded in pairs}


def _decoded(coded: str) -> str:
    try:
        return base64.b64decode(coded, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _told(received_bytes: int, size_bytes: int, status: int) -> Response:
    answer = make_response("", status)
    answer.headers.update(
        {
            "Tus-Resumable": PROTOCOL,
            "Upload-Offset": str(received_bytes),
            "Upload-Length": str(size_bytes),
            "Cache-Control": "no-store",
        }
    )
    return answer
