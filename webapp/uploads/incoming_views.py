"""Sending a file by parts, as the tus protocol has it (tus.io, version 1.0.0: core and creation).

Once all parts are here, the plain form of the uploads takes the file by its id.
"""

import base64
import binascii
from typing import BinaryIO, cast
from uuid import UUID

from flask import Blueprint, Response, current_app, make_response, request, url_for
from flask_login import current_user

from webapp.access import own_kept, signed_in
from webapp.errors import AppError
from webapp.limits import per_user
from webapp.models import IncomingFile
from webapp.pictures_in.counted import read_counted
from webapp.pictures_in.refused import Refused, too_large
from webapp.uploads import incoming
from webapp.uploads.names import shown_name
from webapp.uploads.taking import NotTaken

bp = Blueprint("incoming", __name__, url_prefix="/user-images/upload/parts")

PROTOCOL = "1.0.0"
NAME = "filename"


@bp.post("/")
@signed_in
@per_user("120/minute")
def create() -> Response:
    """Begins a file of `Upload-Length` bytes; the answer's address takes its parts."""
    size_bytes, most_bytes = _number("Upload-Length"), int(current_app.config["MAX_UPLOAD_BYTES"])
    if size_bytes > most_bytes:
        raise NotTaken(too_large(most_bytes))
    begun = incoming.begin(current_user.id, _name(), size_bytes)
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


def _number(header: str) -> int:
    told = request.headers.get(header, "")
    if not (told.isascii() and told.isdigit() and len(told) < 16):
        raise AppError(f"The browser did not say how far the file is ({header}). Try again.")
    return int(told)


def _name() -> str:
    """Returns the file's name from `Upload-Metadata`: pairs of a key and base64, with commas between them."""
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        key, _, coded = pair.strip().partition(" ")
        if key == NAME:
            try:
                return shown_name(base64.b64decode(coded, validate=True).decode())
            except (binascii.Error, UnicodeDecodeError):
                break
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
