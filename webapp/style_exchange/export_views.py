"""Exporting styles as files for other tools."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, Response, abort, make_response, render_template, request
from flask_login import current_user

from webapp.access import signed_in
from webapp.limits import per_user
from webapp.paging import before_cursor, next_url
from webapp.style_exchange import owned
from webapp.style_exchange.drafts import Draft
from webapp.style_exchange.forms import ExportForm
from webapp.style_exchange.shelf import FORMATS, Format

bp = Blueprint("style_export", __name__, url_prefix="/prompt-helpers/export")

MOST_TICKED = 200


@bp.get("/")
@signed_in
def index() -> Response:
    """Asks for a tool and for styles. `?style=` names one, to be exported alone."""
    return _page(ExportForm(request.args), 200)


@bp.get("/file/")
@signed_in
@per_user("30/minute")
def file() -> Response:
    """Sends the file."""
    form = ExportForm(request.args)
    if not form.validate():
        return _page(form, 422)
    styles = _styles(form)
    if not styles:
        form.scope.errors = ["There is no style to put into the file: make one, or tick some."]
        return _page(form, 422)
    return download(FORMATS[form.format.data], styles)


def download(kind: Format, styles: Sequence[Draft]) -> Response:
    """Answers with styles as a file; its name is ours."""
    answer = Response(kind.write(styles), content_type=kind.mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{kind.file_name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _styles(form: ExportForm) -> list[Draft]:
    if form.scope.data == "all":
        return owned.own_drafts(current_user.id)
    ids = _named("only")
    styles = owned.visible_drafts(current_user.id, ids)
    if len(styles) < len(ids):
        abort(404)
    return styles


def _named(argument: str) -> list[UUID]:
    """Returns the ids in the address. What is no id answers 404, as a style that is not there does."""
    given = set(request.args.getlist(argument))
    if len(given) > MOST_TICKED:
        abort(404)
    try:
        return [UUID(each) for each in given]
    except ValueError:
        abort(404)


def _page(form: ExportForm, status: int) -> Response:
    one = _named("style")
    names = owned.visible_names(current_user.id, one) if one else owned.page_of_names(current_user.id, before_cursor())
    if one and not names:
        abort(404)
    if one:
        form.scope.data = "ticked"
    shown = names[: owned.PAGE_SIZE]
    older = next_url(shown[-1].id) if len(names) > len(shown) else None
    page = render_template(
        "style_exchange/export.html",
        form=form,
        formats=FORMATS,
        styles=shown,
        next_url=older,
        is_one=bool(one),
        ticked=set(request.args.getlist("only")),
    )
    return make_response(page, status)
