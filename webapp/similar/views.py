"""Styles like something: a page, its results alone for HTMX, and JSON."""

from uuid import UUID

from flask import Blueprint, Response, abort, jsonify, make_response, request
from flask_login import current_user

from webapp.access import signed_in
from webapp.errors import wants_json
from webapp.htmx import page_or_fragment
from webapp.limits import check_limit
from webapp.similar import service
from webapp.similar.forms import SimilarForm

bp = Blueprint("similar", __name__, url_prefix="/prompt-helpers/similar")

# Somebody who types asks up to four times a second.
LIMIT = "240/minute"
IDEAS = (
    "like an old faded photo",
    "rain and neon at night",
    "for a bedtime story",
    "made by hand from paper",
    "as in an old video game",
)


@bp.get("/")
@signed_in
def index() -> Response:
    """Shows the styles nearest to `?query=` words, to a `?style=` (id or slug) or to an `?image=`."""
    check_limit(LIMIT, "similar", str(current_user.id))
    form = SimilarForm(request.args)
    status = 200 if form.validate() else 422
    answer = _answer(form) if status == 200 else service.Answer()
    if wants_json():
        made = _json(form, answer)
    else:
        pages = ("similar/index.html", "similar/_results.html")
        made = page_or_fragment(*pages, form=form, answer=answer, ideas=IDEAS)
    made.status_code = status
    made.vary.update(["Accept", "Cookie"])
    return made


def _answer(form: SimilarForm) -> service.Answer:
    if name := request.args.get("style", ""):
        return service.like_style(name[:80], current_user.id)
    if "image" in request.args:
        return service.like_image(_image_id(request.args["image"]), current_user.id)
    return service.like_words(form.query.data, current_user.id)


def _image_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        abort(404)


def _json(form: SimilarForm, answer: service.Answer) -> Response:
    if form.errors:
        return make_response(jsonify(error={"code": "invalid", "message": form.query.errors[0], "fields": form.errors}))
    found = [{name: getattr(each, name) for name in service.Found.__slots__} for each in answer.styles]
    return make_response(jsonify(by="words" if answer.away else "meaning", is_unread=answer.is_unread, styles=found))
