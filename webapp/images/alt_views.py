"""Alt texts as work to do: pictures without one, each with a draft to mend and approve."""

from uuid import UUID

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import own_image, signed_in
from webapp.htmx import go, is_partial, page_or_fragment, safe_next
from webapp.images.forms import AltForm
from webapp.images.service import approve_alt
from webapp.images.undescribed import draft_of, keep_draft, undescribed
from webapp.paging import before_cursor, next_url

bp = Blueprint("undescribed", __name__, url_prefix="/user-images/without-alt")


@bp.get("/")
@signed_in
def index() -> Response:
    before = before_cursor()
    page = undescribed(current_user.id, before)
    here, further = url_for("undescribed.index", before=before), next_url(page.before)
    onward = [*(f"{here}#words-{image.id}" for image in page.images[1:]), further or here]
    items = [(image, draft_of(image), url) for image, url in zip(page.images, onward, strict=False)]
    return page_or_fragment(
        "images/without_alt.html", "images/_without_alt.html", items=items, next_url=further, is_first=before is None
    )


@bp.post("/<uuid:image_id>/")
@signed_in
def describe(image_id: UUID) -> ResponseReturnValue:
    """Approves the words, mended or not, or keeps them as a draft for later."""
    image, form = own_image(image_id), AltForm()
    onward = safe_next("undescribed.index")
    if not form.validate():
        items, error = [(image, form.alt_text.data, onward)], " ".join(form.alt_text.errors)
        return page_or_fragment(
            "images/without_alt.html", "images/_without_alt.html", 422, items=items, error=error, next_url=None
        )
    is_approved = request.form.get("act") != "save"
    change = approve_alt if is_approved else keep_draft
    change(image, form.alt_text.data)
    if is_partial():
        return render_template("images/_described.html", image=image, is_approved=is_approved, onward_url=onward)
    flash("Approved. Screen readers say it now." if is_approved else "Saved as a draft.", "ok")
    return go(onward)
