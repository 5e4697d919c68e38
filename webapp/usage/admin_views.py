"""Everybody's use, and the limits, for admins."""

from datetime import datetime
from uuid import UUID

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import admins_only
from webapp.htmx import go
from webapp.models import User
from webapp.pipeline import quota
from webapp.usage import months, people, service
from webapp.usage.forms import LimitForm
from webapp.usage.pages import csv_answer, month_page

bp = Blueprint("usage_admin", __name__, url_prefix="/admin/usage")
bp.before_request(admins_only)


@bp.get("/")
def index() -> str:
    """Shows what everybody used together and each by name, and the studio's own limit."""
    return _site_page(LimitForm(None, monthly_credits=quota.site_limit()))


@bp.post("/limit/")
def limit_site() -> ResponseReturnValue:
    form = LimitForm()
    if not form.validate():
        return _site_page(form), 422
    people.limit_site(form.monthly_credits.data)
    flash("The studio's limit is saved.", "success")
    return go(url_for("usage_admin.index"))


@bp.get("/table.csv")
def table() -> Response:
    """Sends everybody's month as a file."""
    return csv_answer(None, _month())


@bp.get("/people/<uuid:user_id>/")
def show(user_id: UUID) -> str:
    """Shows one person's use and limit."""
    user = people.person(user_id)
    return _person_page(user, LimitForm(None, monthly_credits=user.monthly_credits))


@bp.get("/people/<uuid:user_id>/table.csv")
def person_table(user_id: UUID) -> Response:
    """Sends one person's month as a file."""
    return csv_answer(people.person(user_id).id, _month())


@bp.post("/people/<uuid:user_id>/limit/")
def limit_person(user_id: UUID) -> ResponseReturnValue:
    user = people.person(user_id)
    form = LimitForm()
    if not form.validate():
        return _person_page(user, form), 422
    people.limit_person(user, form.monthly_credits.data)
    flash(f"The limit of {user.name} is saved.", "success")
    return go(url_for("usage_admin.show", user_id=user_id))


def _site_page(form: LimitForm) -> str:
    month = _month()
    since: datetime = current_user.created_at
    listed, next_key = people.people(month, request.args.get("after", ""))
    return render_template(
        "admin/usage.html",
        **month_page(service.use_of(None, month), since),
        allowance=quota.site_allowance(),
        people=listed,
        next_key=next_key,
        usual_limit=people.usual_limit(),
        form=form,
    )


def _person_page(user: User, form: LimitForm) -> str:
    page = month_page(service.use_of(user.id, _month()), user.created_at)
    return render_template(
        "admin/usage_person.html",
        **page,
        person=user,
        allowance=quota.allowance(user),
        usual_limit=people.usual_limit(),
        form=form,
    )


def _month() -> months.Month:
    return months.read_month(request.args.get("month"))
