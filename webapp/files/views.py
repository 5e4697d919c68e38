"""The files of pictures: every byte goes through can()."""

import io
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from flask import Blueprint, Response, abort, request, send_file
from werkzeug.wrappers import Response as BaseResponse

from webapp.access import actor, can, reads_final_words, visible_image
from webapp.media import send_stored, storage
from webapp.models import Image
from webapp.pipeline.carried import without_recipe
from webapp.pipeline.originals import original_of, original_type
from webapp.storage.errors import Missing

bp = Blueprint("files", __name__, url_prefix="/files")

Variant = Literal["small", "large", "picture"]
OWNER_KEEPS = timedelta(days=365)


@bp.get("/<uuid:pk>/<any(small, large, picture):variant>.webp")
def show(pk: UUID, variant: Variant) -> BaseResponse:
    """Sends a picture or a thumbnail. Until its thumbnails exist, a picture stands in for them."""
    image = visible_image(pk)
    key = {"small": image.small_path, "large": image.large_path}.get(variant) or image.file_path
    is_bare = key == image.file_path and not reads_final_words(actor(), image)
    etag = f"{image.sha256[:32]}-{'bare' if is_bare else 'picture' if key == image.file_path else variant}"
    answer = _unchanged(etag) or (_send_bare(image) if is_bare else _send(key, image))
    return _kept(answer, image, etag)


@bp.get("/<uuid:pk>/original")
def original(pk: UUID) -> BaseResponse:
    """Sends what the engine's provider sent, signature and all, to the owner alone and only to be kept."""
    image = visible_image(pk)
    key = original_of(image) if can(actor(), "edit", image) else None
    if key is None:
        abort(404)
    try:
        stream = storage().open(key)
    except Missing:
        abort(404)
    name = f"atelier-{image.id}-original.{key.rpartition('.')[2]}"
    answer = send_file(stream, mimetype=original_type(key), as_attachment=True, download_name=name, etag=False)
    return _kept(answer, image, f"{image.sha256[:32]}-original")


def _unchanged(etag: str) -> Response | None:
    return Response(status=304) if request.if_none_match.contains_weak(etag) else None


def _send_bare(image: Image) -> BaseResponse:
    """Sends the picture without the recipe inside it, which its owner keeps."""
    with storage().open(image.file_path) as stream:
        data = without_recipe(stream.read())
    return send_file(io.BytesIO(data), mimetype="image/webp", conditional=True, etag=False, **_saved_as(image))


def _send(key: str, image: Image) -> BaseResponse:
    try:
        return send_stored(key, "image/webp", **_saved_as(image))
    except Missing:
        abort(404)


def _saved_as(image: Image) -> dict[str, Any]:
    is_download = request.args.get("download") is not None
    return {"as_attachment": is_download, "download_name": f"atelier-{image.id}.webp"}


def _kept(answer: BaseResponse, image: Image, etag: str) -> BaseResponse:
    """Lets the owner's browser keep the file for long; others ask again each time, so that "private" works at once."""
    viewer = actor()
    for name in ("Cache-Control", "Expires"):
        answer.headers.pop(name, None)
    cache = answer.cache_control
    cache.private = True
    if viewer is not None and viewer.id == image.owner_id and answer.status_code != 302:
        cache.max_age, cache.immutable = int(OWNER_KEEPS.total_seconds()), True
    else:
        cache.no_cache = True
    answer.set_etag(etag)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
