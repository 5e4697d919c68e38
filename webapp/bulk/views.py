"""Acting on many pictures of a wall at once."""

from uuid import UUID

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    make_response,
    render_template,
    request,
    stream_with_context,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup
from wtforms.validators import ValidationError

from webapp.access import signed_in
from webapp.bulk import failed, jobs, service
from webapp.bulk.actions import ACTIONS, count_words
from webapp.bulk.chosen import MOST_TICKED, Chosen, on_my_wall, read_chosen
from webapp.bulk.projects import open_projects
from webapp.bulk.zipping import MOST_IN_ZIP, stream_zip
from webapp.errors import AppError
from webapp.extensions import db
from webapp.htmx import go, page_or_fragment, safe_next
from webapp.limits import per_user
from webapp.models import BulkJob
from webapp.models.columns import utc_now

bp = Blueprint("bulk", __name__, url_prefix="/user-images/bulk")

# As many as an address holds.
MOST_EDITED = 40
BACK = "user_images.index"


@bp.post("/")
@signed_in
def act() -> ResponseReturnValue:
    name, chosen = request.form.get("action", ""), read_chosen(request.form)
    if not chosen:
        return _nothing_chosen()
    if len(chosen.ids) > MOST_TICKED:
        flash(f"That is more than {MOST_TICKED:,} at once. Take “all that match” instead.", "error")
        return go(safe_next(BACK))
    if name == "compare":
        return go(url_for("compare.show", ids=",".join(map(str, chosen.ids[:5]))))
    if name == "steps":
        return go(url_for("chains.index", ids=",".join(map(str, chosen.ids[:MOST_EDITED]))))
    if name not in ACTIONS or name == "restore":
        flash("Choose what to do with them.", "error")
        return go(safe_next(BACK))
    return _do(name, chosen)


@bp.post("/restore/")
@signed_in
def restore() -> ResponseReturnValue:
    """Takes back what went into the trash at one moment, or what is ticked there."""
    if "moment" not in request.values:
        chosen = Chosen(read_chosen(request.form).ids[:MOST_TICKED])
        return _said(service.act(current_user, "restore", "", chosen)) if chosen else _nothing_chosen()
    try:
        moment = ACTIONS["restore"].check(request.values.get("moment", ""))
    except ValidationError:
        abort(404)
    return _said(service.act(current_user, "restore", moment, Chosen(is_all=True)))


@bp.post("/download/")
@signed_in
@per_user("20/minute")
def download() -> ResponseReturnValue:
    """Sends the pictures chosen as a ZIP."""
    chosen = read_chosen(request.form)
    ids = list(chosen.ids)
    if chosen.is_all:
        ids = list(db.session.scalars(on_my_wall(current_user.id, chosen.filters).limit(MOST_IN_ZIP + 1)))
    if not ids or len(ids) > MOST_IN_ZIP:
        words = f"A ZIP holds up to {MOST_IN_ZIP:,} pictures. Narrow the wall and take it in parts."
        flash(words if ids else "Choose some pictures first.", "error")
        return go(safe_next(BACK))
    viewer = current_user._get_current_object()
    pieces = stream_zip(viewer, ids, has_recipes=request.form.get("recipes") == "1")
    answer = Response(stream_with_context(pieces), mimetype="application/zip")
    answer.headers.set("Content-Disposition", "attachment", filename=f"atelier-{utc_now():%Y-%m-%d}.zip")
    answer.cache_control.no_store = True
    return answer


@bp.post("/failed/")
@signed_in
@per_user("20/minute")
def act_on_failed() -> ResponseReturnValue:
    """Asks again for requests that failed, or clears them from the list: those ticked, or all."""
    chosen = read_chosen(request.form)
    if not chosen:
        flash("Choose some of them first.", "error")
    elif request.form.get("action") == "retry":
        flash(*failed.retry_many(current_user, chosen))
    else:
        flash(*failed.clear_many(current_user, chosen))
    return go(safe_next(BACK))


@bp.get("/<uuid:job_id>/")
@signed_in
def show(job_id: UUID) -> ResponseReturnValue:
    """Shows how far a change of very many pictures is."""
    job = jobs.own_job(current_user.id, job_id)
    if job is None:
        abort(404)
    return page_or_fragment(
        "bulk/show.html", "bulk/_job.html", job=job, action=ACTIONS[job.action], count_words=count_words
    )


def _nothing_chosen() -> ResponseReturnValue:
    flash("Choose some pictures first.", "error")
    return go(safe_next(BACK))


def _do(name: str, chosen: Chosen) -> ResponseReturnValue:
    action = ACTIONS[name]
    typed = request.form.get(action.field, "").strip() if action.field else ""
    if name == "project" and not typed:
        return make_response(_asked(name, typed, chosen, ""))
    try:
        value = action.check(typed) if action.field else ""
        return _said(service.act(current_user, name, value, chosen))
    except (ValidationError, AppError) as refused:
        status = refused.status if isinstance(refused, AppError) else 422
        return make_response(_asked(name, typed, chosen, str(refused)), status)


def _asked(name: str, typed: str, chosen: Chosen, problem: str) -> str:
    """Returns the page that asks for what an action needs, and says what is wrong with what was typed."""
    projects = open_projects(current_user.id) if name == "project" else []
    return render_template(
        "bulk/again.html",
        name=name,
        action=ACTIONS[name],
        typed=typed,
        chosen=chosen,
        problem=problem,
        projects=projects,
        count_words=count_words,
        back_url=safe_next(BACK),
    )


def _said(outcome: service.Outcome | BulkJob) -> ResponseReturnValue:
    """Says what came of it, with the way back from the trash."""
    if isinstance(outcome, BulkJob):
        return go(url_for("bulk.show", job_id=outcome.id))
    words = Markup(render_template("bulk/_done.html", outcome=outcome))  # noqa: S704 - our own template, escaped by Jinja
    flash(words, "ok" if outcome.done or not outcome.meant else "error")
    return go(safe_next(BACK))
