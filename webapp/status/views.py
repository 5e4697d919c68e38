"""What is being made: a fragment for HTMX, a page for a person, JSON for a program."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, jsonify, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp import live
from webapp.access import own_request, signed_in
from webapp.context import running_now
from webapp.errors import wants_json
from webapp.htmx import go, is_partial
from webapp.limits import per_user
from webapp.line import places
from webapp.models import ImageRequest
from webapp.pipeline import status
from webapp.pipeline.submit import retry as submit_again
from webapp.progress import RequestView, can_try_again, request_views
from webapp.status import service

bp = Blueprint("status", __name__, url_prefix="/status")


@bp.get("/<uuid:pk>/")
@signed_in
def show(pk: UUID) -> ResponseReturnValue:
    row = own_request(pk)
    place = places().get(row.id) if row.status == "queued" else None
    form = "json" if wants_json() else "part" if is_partial() else "page"
    etag = f"{row.version}-{place.number if place else 0}-{form}"
    if request.if_none_match.contains_weak(etag):
        return _revalidated(Response(status=304), etag)
    (view,) = request_views([row])
    return _revalidated(_rendered(row, view), etag)


@bp.get("/")
@signed_in
def many() -> Response:
    """Answers one batched poll for all the live requests of a page: `?ids=A:VERSION,B:VERSION`."""
    known = _known_versions(request.args.get("ids", ""))
    rows = service.requests_of(current_user.id, list(known))
    changed = [row for row in rows if row.version != known[row.id] or row.status == "queued"]
    if not changed:
        return Response(status=204)
    return make_response(render_template("status/_many.html", views=request_views(changed), running=running_now()))


@bp.get("/<uuid:pk>/preview/")
@signed_in
def preview(pk: UUID) -> Response:
    own_request(pk)
    picture = live.preview(pk)
    if picture is None:
        abort(404)
    answer = Response(picture, mimetype="image/webp" if picture[8:12] == b"WEBP" else "image/jpeg")
    answer.cache_control.private = True
    answer.cache_control.max_age = 60
    return answer


@bp.post("/<uuid:pk>/cancel/")
@signed_in
def cancel(pk: UUID) -> ResponseReturnValue:
    row = own_request(pk)
    status.cancel(row.id)
    return _after(row)


@bp.post("/<uuid:pk>/retry/")
@signed_in
@per_user("20/minute")
def retry(pk: UUID) -> ResponseReturnValue:
    row = own_request(pk)
    made = len(service.images_of(row.id))
    if not can_try_again(row, made):
        return _after(row)
    again = submit_again(row, made)
    return _after(again)


def _after(row: ImageRequest) -> ResponseReturnValue:
    fresh = own_request(row.id)
    if is_partial():
        return render_template("status/_request.html", view=request_views([fresh])[0])
    return go(url_for("status.show", pk=row.id))


def _rendered(row: ImageRequest, view: RequestView) -> Response:
    if wants_json():
        return jsonify(service.as_json(row, view))
    page = "status/_request.html" if is_partial() else "status/show.html"
    return make_response(render_template(page, view=view))


def _revalidated(answer: Response, etag: str) -> Response:
    answer.set_etag(etag, weak=True)
    answer.cache_control.private = True
    answer.cache_control.no_cache = True
    answer.vary.update(["HX-Request", "Cookie", "Accept"])
    return answer


def _known_versions(text: str) -> dict[UUID, int]:
    known: dict[UUID, Any] = {}
    for pair in text.split(",")[: service.MOST_AT_ONCE]:
        request_id, _, version = pair.partition(":")
        try:
            known[UUID(request_id)] = int(version or 0)
        except ValueError:
            continue
    return known
