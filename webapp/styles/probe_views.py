"""Probes of a style: asked for by its owner, seen by all who see the style."""

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import own_style, signed_in, visible_style
from webapp.engines.errors import EngineError
from webapp.errors import AppError
from webapp.extensions import db
from webapp.htmx import go
from webapp.limits import per_user
from webapp.media import send_stored
from webapp.models import StyleProbe
from webapp.pipeline.offer import offers
from webapp.pipeline.probes import ask_for_probe
from webapp.storage.errors import Missing

bp = Blueprint("style_probes", __name__, url_prefix="/styles")

BROWSERS_KEEP = timedelta(days=30)


@bp.post("/<uuid:style_id>/probes/")
@signed_in
@per_user("30/hour")
def ask(style_id: UUID) -> ResponseReturnValue:
    style = own_style(style_id)
    chosen = request.form.get("engine", "")
    try:
        is_new = ask_for_probe(current_user, style.versions[-1], chosen if offers().has(chosen) else offers().default)
        flash("It is being drawn, after all that people wait for." if is_new else "This engine drew it before.", "ok")
    except AppError as error:
        flash(error.sentence, "error")
    except EngineError as error:
        flash(str(error), "error")
    return go(url_for("prompt_helpers.show", style_id=style.id))


@bp.get("/probes/<uuid:probe_id>/<int:number>.webp")
@signed_in
def show(probe_id: UUID, number: int) -> ResponseReturnValue:
    probe = db.session.get(StyleProbe, probe_id)
    if probe is None:
        abort(404)
    visible_style(probe.version.prompt_helper_id)
    key = next((each.file_path for each in probe.pictures if each.position == number), None)
    if key is None:
        abort(404)
    try:
        answer = send_stored(key, "image/webp")
    except Missing:
        abort(404)
    answer.cache_control.private = True
    answer.cache_control.max_age = int(BROWSERS_KEEP.total_seconds())
    return answer
