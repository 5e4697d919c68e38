"""The composer's styles: one chosen in the picker comes in, and the way to all of them keeps what was typed."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import signed_in
from webapp.generate import service
from webapp.generate.forms import GenerateForm
from webapp.htmx import is_partial

bp = Blueprint("composer_styles", __name__, url_prefix="/generate/styles")


@bp.get("/")
@signed_in
def chosen() -> ResponseReturnValue:
    slug = request.args.get("style", "")[:80]
    if not is_partial():
        return redirect(url_for("generate.index", style=slug))
    form = GenerateForm(None, style=slug)
    return render_template("generate/_styles.html", form=form, styles=service.shown_styles(form))


@bp.post("/")
@signed_in
def browse() -> ResponseReturnValue:
    """Remembers the composer as it is filled and shows all styles, for browsers without JavaScript."""
    service.remember(current_user, GenerateForm())
    return redirect(url_for("styles.index", create=1), code=303)
