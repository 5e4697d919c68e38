"""A person's own use."""

from flask import Blueprint, Response, render_template, request
from flask_login import current_user

from webapp.access import signed_in
from webapp.pipeline import quota
from webapp.usage import months, service
from webapp.usage.pages import csv_answer, month_page

bp = Blueprint("usage", __name__, url_prefix="/usage")


@bp.get("/")
@signed_in
def index() -> str:
    """Shows what the signed-in person used in a month, and what is left of this one."""
    month = months.read_month(request.args.get("month"))
    page = month_page(service.use_of(current_user.id, month), current_user.created_at)
    return render_template("usage/index.html", **page, allowance=quota.allowance(current_user))


@bp.get("/table.csv")
@signed_in
def table() -> Response:
    """Sends the month as a file."""
    return csv_answer(current_user.id, months.read_month(request.args.get("month")))
