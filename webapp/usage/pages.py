"""What the pages about use have in common."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Response, stream_with_context

from webapp.usage.export import csv_pieces
from webapp.usage.months import Month, months_since
from webapp.usage.plot import plot_credits, plot_pictures
from webapp.usage.service import Use


def month_page(use: Use, since: datetime) -> dict[str, Any]:
    """Returns what every page about a month shows. `since` is when there was nothing yet."""
    plots = [plot_pictures([day.pictures for day in use.days])]
    if use.total.credits > 0:
        plots.append(plot_credits([day.credits for day in use.days]))
    return {"use": use, "month": use.month, "months": months_since(since), "plots": plots}


def csv_answer(user_id: UUID | None, month: Month) -> Response:
    """Answers with the month of one person, or of everybody, as a file."""
    pieces = stream_with_context(csv_pieces(user_id, month))
    answer = Response(pieces, mimetype="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="atelier-{month.name}.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
