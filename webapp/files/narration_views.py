"""What is read aloud to pictures: sound that can be sought in, and its captions."""

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, Response, abort
from werkzeug.wrappers import Response as BaseResponse

from webapp.access import actor, heard_narration
from webapp.engines.speech.sound import TYPES, webvtt
from webapp.engines.speech.types import Cue
from webapp.media import send_stored
from webapp.models import Narration
from webapp.storage.errors import Missing

bp = Blueprint("narration_files", __name__, url_prefix="/files/narrations")

OWNER_KEEPS_S = int(timedelta(days=30).total_seconds())


@bp.get("/<uuid:pk>.<any(ogg, mp3):suffix>")
def sound(pk: UUID, suffix: str) -> BaseResponse:
    """Sends the sound, or the part of it that a Range asks for."""
    row = heard_narration(pk)
    key = row.ogg_path if suffix == "ogg" else row.mp3_path
    if not key:
        abort(404)
    try:
        answer = send_stored(key, TYPES[suffix], etag=f"{pk.hex}-{suffix}", download_name=f"atelier-{pk}.{suffix}")
    except Missing:
        abort(404)
    return _kept(answer, row)


@bp.get("/<uuid:pk>.vtt")
def captions(pk: UUID) -> BaseResponse:
    """Sends the captions as WebVTT."""
    row = heard_narration(pk)
    if row.status != "completed":
        abort(404)
    answer = Response(webvtt(Cue(*cue) for cue in row.cues), mimetype="text/vtt")
    return _kept(answer, row)


def _kept(answer: BaseResponse, row: Narration) -> BaseResponse:
    """Lets the owner's browser keep it; others ask again each time, so that "private" works at once."""
    viewer = actor()
    for name in ("Cache-Control", "Expires"):
        answer.headers.pop(name, None)
    answer.cache_control.private = True
    if viewer is not None and viewer.id == row.user_id and answer.status_code != 302:
        answer.cache_control.max_age = OWNER_KEEPS_S
    else:
        answer.cache_control.no_cache = True
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
