"""What somebody with a link sees: the picture, as much about it as the link shows, and nothing that leads further."""

import io
from typing import Any, Literal
from uuid import UUID

from flask import Blueprint, Response, abort, make_response, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as BaseResponse

from webapp.access import actor
from webapp.htmx import go
from webapp.media import send_stored, storage
from webapp.models import Image, ShareLink
from webapp.pipeline.carried import without_recipe
from webapp.shares import service
from webapp.shares.forms import UnlockForm
from webapp.shares.locks import is_open, unlock
from webapp.shares.shown import shown_recipe
from webapp.storage.errors import Missing

bp = Blueprint("shared", __name__, url_prefix="/s/<token>")


@bp.after_request
def keep_quiet(answer: Response) -> Response:
    """Keeps links out of search engines and of shared caches. Their addresses go to no other site in any case."""
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@bp.get("/")
def show(token: str) -> ResponseReturnValue:
    link, image = _found(token)
    if not is_open(link):
        return _locked(token, UnlockForm(formdata=None))
    viewer = actor()
    if viewer is None or viewer.id != link.owner_id:
        service.count_use(link)
    return render_template("shares/guest.html", **_shown(token, link, image))


@bp.post("/")
def open_up(token: str) -> ResponseReturnValue:
    """Takes the password of a link."""
    link, _image = _found(token)
    form = UnlockForm()
    if not link.password_hash:
        return go(url_for("shared.show", token=token))
    if not form.validate():
        return _locked(token, form, status=422)
    if not unlock(link, form.password.data):
        form.password.errors = ["That is not its password. Ask who sent you the link."]
        return _locked(token, form, status=422)
    return go(url_for("shared.show", token=token))


@bp.get("/<uuid:image_id>/<any(small, large, picture):variant>.webp")
def file(token: str, image_id: UUID, variant: Literal["small", "large", "picture"]) -> BaseResponse:
    """Sends the picture of an open link, never with the recipe inside."""
    link, image = _found(token)
    if image.id != image_id or not is_open(link):
        abort(404)
    wants_download = "download" in request.args
    if wants_download and not link.allows_download:
        abort(404)
    try:
        answer = _sent(image, variant, is_download=wants_download)
    except Missing:
        abort(404)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _found(token: str) -> tuple[ShareLink, Image]:
    """Returns an open link and what it shows; unknown, expired and withdrawn links answer alike (404)."""
    link = service.link_by(token)
    image = service.image_by(link) if link is not None else None
    if link is None or image is None:
        abort(404)
    return link, image


def _locked(token: str, form: UnlockForm, status: int = 200) -> Response:
    return make_response(render_template("shares/locked.html", form=form, token=token), status)


def _shown(token: str, link: ShareLink, image: Image) -> dict[str, Any]:
    tells_words, tells_recipe = link.shows != "picture", link.shows == "recipe"
    return {
        "image": image,
        "tells_words": tells_words,
        "title": image.title if tells_words else "",
        "recipe": shown_recipe(image) if tells_recipe else None,
        "picture_url": url_for("shared.file", token=token, image_id=image.id, variant="picture"),
        "download_url": url_for("shared.file", token=token, image_id=image.id, variant="picture", download=1)
        if link.allows_download
        else None,
    }


def _sent(image: Image, variant: str, *, is_download: bool) -> BaseResponse:
    key = {"small": image.small_path, "large": image.large_path}.get(variant) or image.file_path
    saved_as: dict[str, Any] = {"as_attachment": is_download, "download_name": f"atelier-{image.id}.webp"}
    if key != image.file_path:
        return send_stored(key, "image/webp", **saved_as)
    with storage().open(key) as stream:
        data = without_recipe(stream.read())
    return send_file(io.BytesIO(data), mimetype="image/webp", etag=False, **saved_as)
