"""Two to four pictures beside each other, and what differs in how they were made."""

from uuid import UUID

from flask import Blueprint, Response, abort, flash, make_response, render_template, request
from flask.typing import ResponseReturnValue

from webapp.access import actor
from webapp.compare import service
from webapp.htmx import go, safe_next

bp = Blueprint("compare", __name__, url_prefix="/images/compare")


@bp.get("/")
def show() -> ResponseReturnValue:
    ids = _ids()
    if len(ids) == 1:
        flash("Choose two to four pictures to compare.", "error")
        return go(safe_next("user_images.index" if actor() else "gallery.index"))
    found = service.compare(actor(), ids)
    if found is None:
        abort(404)
    return _private(
        make_response(render_template("compare/show.html", comparison=found, is_cut=len(ids) > service.MOST))
    )


def _ids() -> list[UUID]:
    """Returns the pictures in the address, each once; what is no id is passed by."""
    ids: dict[UUID, None] = {}
    for each in ",".join(request.args.getlist("ids")).split(",")[:50]:
        try:
            ids[UUID(each)] = None
        except ValueError:
            continue
    return list(ids)


def _private(answer: Response) -> Response:
    answer.vary.add("Cookie")
    return answer
