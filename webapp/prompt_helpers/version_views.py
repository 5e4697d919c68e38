"""The history of a style: every version, what it changed, its pictures, and the way back."""

from uuid import UUID

from flask import Blueprint, Response, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.exc import NoResultFound

from webapp.access import can, own_style, signed_in, visible_style
from webapp.htmx import go, page_or_fragment
from webapp.models import PromptHelper, PromptHelperVersion
from webapp.paging import before_cursor, next_url
from webapp.prompt_helpers import history, pictures, service
from webapp.prompt_helpers.words import SAMPLE, place_rows, sample_prompts

bp = Blueprint("style_versions", __name__, url_prefix="/prompt-helpers/<uuid:style_id>/versions")


@bp.get("/")
@signed_in
def index(style_id: UUID) -> Response:
    style = visible_style(style_id)
    page = history.history_of(style.id, request.args.get("below", type=int))
    older = url_for("style_versions.index", style_id=style.id, below=page.below) if page.below else None
    return page_or_fragment(
        "prompt_helpers/history.html",
        "prompt_helpers/_changes.html",
        style=style,
        changes=page.changes,
        next_url=older,
    )


@bp.get("/<int:number>/")
@signed_in
def show(style_id: UUID, number: int) -> str:
    style = visible_style(style_id)
    version = _version(style, number)
    sample, avoided = sample_prompts(version)
    return render_template(
        "prompt_helpers/version.html",
        style=style,
        version=version,
        change=history.change_of(style.id, number),
        is_mine=can(current_user, "edit", style),
        is_newest=number == style.newest_number,
        places=place_rows(version),
        sample_text=SAMPLE,
        sample=sample,
        avoided=avoided,
    )


@bp.get("/<int:number>/pictures/")
@signed_in
def wall(style_id: UUID, number: int) -> Response:
    style = visible_style(style_id)
    page = pictures.pictures_of_version(_version(style, number).id, current_user.id, before_cursor())
    return page_or_fragment(
        "prompt_helpers/pictures.html",
        "gallery/_cards.html",
        style=style,
        number=number,
        is_public=False,
        cards=page.cards,
        next_url=next_url(page.before),
    )


@bp.post("/<int:number>/restore/")
@signed_in
def restore(style_id: UUID, number: int) -> ResponseReturnValue:
    style = own_style(style_id)
    newest = style.newest_number
    version = _version(style, number)
    try:
        now = service.roll_back(style, current_user.id, version)
    except NoResultFound:
        abort(404)
    flash(f"v{now} has these words already." if now == newest else f"Back to v{number}, as v{now}.", "ok")
    return go(url_for("prompt_helpers.show", style_id=style_id))


def _version(style: PromptHelper, number: int) -> PromptHelperVersion:
    return service.version_of(style, number) or abort(404)
