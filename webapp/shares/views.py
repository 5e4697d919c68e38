"""The owner makes links to a picture, sees how they are used and withdraws them."""

from uuid import UUID

from flask import Blueprint, Response, abort, flash, make_response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import own_image, signed_in
from webapp.htmx import go
from webapp.limits import per_user
from webapp.models import Image
from webapp.paging import before_cursor, next_url
from webapp.shares import service
from webapp.shares.forms import ShareForm

bp = Blueprint("shares", __name__)


@bp.get("/share-links/")
@signed_in
def mine() -> str:
    links, before = service.own_links(current_user.id, before_cursor())
    return render_template("shares/mine.html", links=links, state_of=service.state_of, next_url=next_url(before))


@bp.get("/images/<uuid:image_id>/share/")
@signed_in
def index(image_id: UUID) -> Response:
    return _page(own_image(image_id), ShareForm(formdata=None))


@bp.post("/images/<uuid:image_id>/share/")
@signed_in
@per_user("30/minute")
def make(image_id: UUID) -> Response:
    image = own_image(image_id)
    form = ShareForm()
    if not form.validate():
        return _page(image, form, status=422)
    terms = service.Terms(
        note=form.note.data,
        shows=form.shows.data,
        days=int(form.days.data) if form.days.data else None,
        password=form.password.data or "",
        allows_download=form.allows_download.data,
    )
    token = service.make_link(image, terms)
    return _page(image, ShareForm(formdata=None), fresh_url=url_for("shared.show", token=token, _external=True))


@bp.post("/share-links/<uuid:link_id>/withdraw/")
@signed_in
def withdraw(link_id: UUID) -> ResponseReturnValue:
    link = service.withdraw(current_user.id, link_id)
    if link is None:
        abort(404)
    flash("Withdrawn. It leads nowhere now.", "ok")
    return go(url_for("shares.index", image_id=link.thing_id))


def _page(image: Image, form: ShareForm, status: int = 200, fresh_url: str = "") -> Response:
    links = service.links_of(image)
    page = render_template(
        "shares/index.html", image=image, form=form, links=links, state_of=service.state_of, fresh_url=fresh_url
    )
    return make_response(page, status)
