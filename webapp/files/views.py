"""The files of pictures: every byte goes through can()."""

import io
from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

from flask import Blueprint, Response, abort, request, send_file
from werkzeug.wrappers import Response as BaseResponse

from webapp.access import actor, can, reads_final_words, visible_image
from webapp.files.conversion import MEDIA_TYPES, Kind, converted
from webapp.limits import caller_address, check_limit
from webapp.media import send_stored, storage
from webapp.models import Image
from webapp.pipeline.carried import without_recipe
from webapp.pipeline.originals import original_of, original_type
from webapp.storage.errors import Missing

bp = Blueprint("files", __name__, url_prefix="/files")

Variant = Literal["small", "large", "picture"]
# Encoding takes a second of a processor.
CONVERSIONS = "30/minute"
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


@bp.get("/<uuid:pk>/picture.<any(png, jpg, avif):kind>")
def convert(pk: UUID, kind: Kind) -> BaseResponse:
    """Sends the picture as another kind of file, to be kept."""
    image = visible_image(pk)
    viewer = actor()
    is_bare = not reads_final_words(viewer, image)
    etag = f"{image.sha256[:32]}-{'bare' if is_bare else 'picture'}-{kind}"
    if (same := _unchanged(etag)) is not None:
        return _kept(same, image, etag)
    check_limit(CONVERSIONS, "convert", str(viewer.id) if viewer else caller_address())
    made = io.BytesIO(converted(_bytes_of(image, is_bare=is_bare), kind))
    name = f"atelier-{image.id}.{kind}"
    answer = send_file(made, mimetype=MEDIA_TYPES[kind], as_attachment=True, download_name=name, etag=False)
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
    data = _bytes_of(image, is_bare=True)
    return send_file(io.BytesIO(data), mimetype="image/webp", conditional=True, etag=False, **_saved_as(image))


def _bytes_of(image: Image, *, is_bare: bool) -> bytes:
    try:
        with storage().open(image.file_path) as stream:
            data = stream.read()
    except Missing:
        abort(404)
    return without_recipe(data) if is_bare else data


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
