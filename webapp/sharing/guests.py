"""What somebody with a link is let into, and sent: as much about a picture as the link shows, and never more."""

import io
from typing import Any, Literal

from flask import Response, abort, redirect, request, send_file, url_for
from werkzeug.wrappers import Response as BaseResponse

from webapp.media import send_stored, storage
from webapp.models import Image, ShareLink
from webapp.pipeline.carried import without_recipe
from webapp.sharing.links import Shared, link_by, thing_of
from webapp.sharing.locks import is_open
from webapp.sharing.shown import shown_recipe
from webapp.storage.errors import Missing

Variant = Literal["small", "large", "picture"]


def keep_quiet(answer: Response) -> Response:
    """Keeps links out of search engines and of shared caches. Their addresses go to no other site in any case."""
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def found_by(token: str) -> tuple[ShareLink, Shared]:
    """Returns an open link and what it shows; unknown, expired and withdrawn links answer alike (404)."""
    link = link_by(token)
    thing = thing_of(link) if link is not None else None
    if link is None or thing is None:
        abort(404)
    return link, thing


def let_in(token: str, kind: str, *, is_page: bool = True) -> tuple[ShareLink, Any]:
    """Returns the link and what it shows where it is of this kind and needs no password, or has been told it.

    Otherwise a page leads to where the password is typed, and a file is not there (404).
    """
    link, thing = found_by(token)
    if link.kind != kind or not (is_page or is_open(link)):
        abort(404)
    if not is_open(link):
        abort(redirect(url_for("shared.show", token=token), code=303))
    return link, thing


def picture_shown(link: ShareLink, image: Image, picture_url: str, *, tells_recipe: bool) -> dict[str, Any]:
    """Returns what the page of a picture needs, as the link shows it."""
    tells_words = link.shows != "picture"
    return {
        "image": image,
        "tells_words": tells_words,
        "title": image.title if tells_words else "",
        "recipe": shown_recipe(image) if tells_recipe and link.shows == "recipe" else None,
        "picture_url": picture_url,
        "download_url": f"{picture_url}?download=1" if link.allows_download else None,
    }


def send_picture(link: ShareLink, image: Image, variant: Variant) -> BaseResponse:
    """Sends a picture that the link shows, never with the recipe inside."""
    is_download = "download" in request.args
    if is_download and not link.allows_download:
        abort(404)
    try:
        answer = _sent(image, variant, is_download=is_download)
    except Missing:
        abort(404)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _sent(image: Image, variant: Variant, *, is_download: bool) -> BaseResponse:
    key = {"small": image.small_path, "large": image.large_path}.get(variant) or image.file_path
    saved_as: dict[str, Any] = {"as_attachment": is_download, "download_name": f"atelier-{image.id}.webp"}
    if key != image.file_path:
        return send_stored(key, "image/webp", **saved_as)
    with storage().open(key) as stream:
        data = without_recipe(stream.read())
    return send_file(io.BytesIO(data), mimetype="image/webp", etag=False, **saved_as)
