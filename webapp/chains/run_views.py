"""Chains on their way: how far each picture is, stopping one and letting it go on."""

from uuid import UUID

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import own_kept, signed_in
from webapp.chains import service
from webapp.htmx import go, page_or_fragment
from webapp.limits import per_user
from webapp.models import ChainRun
from webapp.models.edit_chain import RUNNING
from webapp.pipeline import chains

BY_HAND = "You stopped it here."

bp = Blueprint("chain_runs", __name__, url_prefix="/edit/steps/runs")


@bp.get("/")
@signed_in
def index() -> ResponseReturnValue:
    runs = service.run_views(current_user.id)
    is_live = any(run.status == RUNNING for run in runs)
    return page_or_fragment("chains/runs.html", "chains/_runs.html", runs=runs, is_live=is_live)


@bp.post("/<uuid:run_id>/stop/")
@signed_in
def stop(run_id: UUID) -> ResponseReturnValue:
    chains.stop(own_kept(ChainRun, run_id), BY_HAND)
    return go(url_for("chain_runs.index"))


@bp.post("/<uuid:run_id>/go-on/")
@signed_in
@per_user("60/minute")
def go_on(run_id: UUID) -> ResponseReturnValue:
    chains.go_on(own_kept(ChainRun, run_id))
    return go(url_for("chain_runs.index"))
