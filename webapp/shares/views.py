"""The owner makes links to a picture, a project or a story, sees how they are used and withdraws them."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, make_response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import own_image, signed_in
from webapp.htmx import go
from webapp.limits import per_user
from webapp.paging import before_cursor, next_url
from webapp.project_access import own_project
from webapp.shares.forms import ShareForm, share_form
from webapp.sharing import links
from webapp.story_access import own_story

# Who may publish a thing may share it.
OWN: Mapping[str, Callable[[UUID], links.Shared]] = {
    "image": own_image,
    "project": lambda thing_id: own_project(thing_id, "own"),
    "story": own_story,
}
ROOMS = {"image": "images.show", "project": "image_projects.show", "story": "stories.show"}

bp = Blueprint("shares", __name__)


@bp.get("/share-links/")
@signed_in
def mine() -> str:
    mine, before = links.own_links(current_user.id, before_cursor())
    return render_template("shares/mine.html", links=mine, next_url=next_url(before), **_helpers())


@bp.get("/images/<uuid:thing_id>/share/", defaults={"kind": "image"})
@bp.get("/image-projects/<uuid:thing_id>/share/", defaults={"kind": "project"})
@bp.get("/stories/<uuid:thing_id>/share/", defaults={"kind": "story"})
@signed_in
def index(kind: str, thing_id: UUID) -> Response:
    return _page(OWN[kind](thing_id), share_form(kind))


@bp.post("/images/<uuid:thing_id>/share/", defaults={"kind": "image"})
@bp.post("/image-projects/<uuid:thing_id>/share/", defaults={"kind": "project"})
@bp.post("/stories/<uuid:thing_id>/share/", defaults={"kind": "story"})
@signed_in
@per_user("30/minute")
def make(kind: str, thing_id: UUID) -> Response:
    thing = OWN[kind](thing_id)
    form = share_form(kind, is_sent=True)
    if not form.validate():
        return _page(thing, form, status=422)
    terms = links.Terms(
        note=form.note.data,
        shows=form.shows.data if form.shows else "words",
        days=int(form.days.data) if form.days.data else None,
        password=form.password.data or "",
        allows_download=form.allows_download.data,
    )
    token = links.make_link(thing, terms)
    return _page(thing, share_form(kind), fresh_url=url_for("shared.show", token=token, _external=True))


@bp.post("/share-links/<uuid:link_id>/withdraw/")
@signed_in
def withdraw(link_id: UUID) -> ResponseReturnValue:
    link = links.withdraw(current_user.id, link_id)
    if link is None:
        abort(404)
    flash("Withdrawn. It leads nowhere now.", "ok")
    return go(url_for("shares.index", kind=link.kind, thing_id=link.thing_id))


def _page(thing: links.Shared, form: ShareForm, status: int = 200, fresh_url: str = "") -> Response:
    kind, its = links.kind_of(thing), links.links_of(thing)
    page = render_template(
        "shares/index.html", kind=kind, thing=thing, form=form, links=its, fresh_url=fresh_url, **_helpers()
    )
    return make_response(page, status)


def _helpers() -> dict[str, Any]:
    return {"state_of": links.state_of, "room_of": _room_of}


def _room_of(kind: str, thing_id: UUID) -> str:
    """Returns the address of what a link leads to, for its owner."""
    named: dict[str, Any] = {f"{kind}_id": thing_id}
    return url_for(ROOMS[kind], **named)
