"""Parts of a picture's page that answer on their own: its rating, its recipe as a file, pictures like it."""

from typing import Literal
from uuid import UUID

from flask import Blueprint, Response, flash, make_response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import actor, derivable_image, own_image, signed_in, visible_image
from webapp.htmx import go, is_partial, page_or_fragment
from webapp.images import service
from webapp.images.alike import pictures_like
from webapp.images.forms import AltForm, RatingForm
from webapp.images.recipes import as_json, as_text, recipe_of
from webapp.images.views import page_context, said_form
from webapp.limits import caller_address, check_limit

# Looking for what is near costs more than showing a page.
LIMIT = "120/minute"

bp = Blueprint("image_parts", __name__, url_prefix="/images/<uuid:image_id>")


@bp.post("/rate/")
@signed_in
def rate(image_id: UUID) -> ResponseReturnValue:
    image = own_image(image_id)
    form = RatingForm()
    if not form.validate():
        flash("Rate with one to five stars.", "error")
        return go(url_for("images.show", image_id=image.id))
    service.rate_image(image, form.rating.data)
    if is_partial():
        return render_template("images/_rating.html", card=service.card_of(image, current_user.id), rating=image.rating)
    return go(url_for("images.show", image_id=image.id))


@bp.post("/alt-text/")
@signed_in
def approve_alt(image_id: UUID) -> ResponseReturnValue:
    """Makes a draft, mended or not, the picture's alt text."""
    image = own_image(image_id)
    form = AltForm()
    if not form.validate():
        return render_template("images/show.html", **page_context(image, said_form(image)) | {"alt_form": form}), 422
    service.approve_alt(image, form.alt_text.data)
    flash("Approved. Screen readers say it now.", "ok")
    return go(url_for("images.show", image_id=image.id))


@bp.get("/recipe.<any(json, txt):kind>")
@signed_in
def recipe(image_id: UUID, kind: Literal["json", "txt"]) -> Response:
    """Sends the recipe as a file, to those who may start from it."""
    image = derivable_image(image_id)
    made = recipe_of(image, actor())
    answer = make_response(as_json(made) if kind == "json" else as_text(made))
    answer.content_type = "application/json" if kind == "json" else "text/plain; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="atelier-{image.id}.{kind}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@bp.get("/similar/")
def similar(image_id: UUID) -> Response:
    """Shows the pictures nearest in meaning, of those the viewer sees on walls."""
    viewer = actor()
    check_limit(LIMIT, "similar-pictures", str(viewer.id) if viewer else caller_address())
    image = visible_image(image_id)
    viewer_id = viewer.id if viewer else None
    return page_or_fragment(
        "images/similar.html",
        "images/_similar.html",
        card=service.card_of(image, viewer_id),
        alike=pictures_like(image, viewer_id),
    )
