"""The pictures of a story, as its readers may see them: never with the recipe that is kept in their files."""

import io
from typing import Literal
from uuid import UUID

from flask import Blueprint, Response, abort, request, send_file
from werkzeug.wrappers import Response as BaseResponse

from webapp.access import actor
from webapp.extensions import db
from webapp.media import send_stored, storage
from webapp.models import Image
from webapp.pipeline.carried import without_recipe
from webapp.storage.errors import Missing
from webapp.stories.reading import sees
from webapp.story_access import page_in, visible_story

bp = Blueprint("story_files", __name__, url_prefix="/stories/<uuid:story_id>")


@bp.get("/pages/<uuid:page_id>/<any(small, large, picture):variant>.webp")
def picture(story_id: UUID, page_id: UUID, variant: Literal["small", "large", "picture"]) -> BaseResponse:
    """Sends the picture of a page. Until its thumbnails exist, the picture itself stands in for them."""
    story = visible_story(story_id)
    page = page_in(story, page_id)
    image = db.session.get(Image, page.image_id) if page.image_id else None
    if image is None or not sees(actor(), story, image):
        abort(404)
    key = {"small": image.small_path, "large": image.large_path}.get(variant) or image.file_path
    etag = f"{image.sha256[:32]}-{'bare' if key == image.file_path else variant}"
    answer = Response(status=304) if request.if_none_match.contains_weak(etag) else _sent(image, key)
    for name in ("Cache-Control", "Expires"):
        answer.headers.pop(name, None)
    answer.cache_control.private, answer.cache_control.no_cache = True, True
    answer.set_etag(etag)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _sent(image: Image, key: str) -> BaseResponse:
    try:
        if key != image.file_path:
            return send_stored(key, "image/webp")
        with storage().open(key) as stream:
            data = without_recipe(stream.read())
    except Missing:
        abort(404)
    return send_file(io.BytesIO(data), mimetype="image/webp", conditional=True, etag=False)
