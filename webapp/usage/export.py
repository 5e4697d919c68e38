"""A month as CSV, one row for each picture, read in pieces: it takes no more memory for a long month."""

import csv
import io
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select, tuple_

from webapp.extensions import db
from webapp.models import StableDiffusionUsageLog as Log
from webapp.models import User
from webapp.usage.months import Month
from webapp.usage.service import engine_label, in_month

HEADINGS = ("Time (UTC)", "Person", "Engine", "Model", "Operation", "Style", "Width", "Height", "Steps", "Credits")
PIECE_ROWS = 1000
# Spreadsheets take cells that begin so for formulas. Source: OWASP, "CSV Injection".
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_pieces(user_id: UUID | None, month: Month) -> Iterator[str]:
    """Gives the file in pieces. No transaction stays open while somebody reads slowly."""
    yield _written([(*HEADINGS, "Seconds")])
    after: tuple[object, object] | None = None
    while rows := _piece(user_id, month, after):
        after = rows[-1].created_at, rows[-1].id
        yield _written([_cells(row) for row in rows])


def harmless(cell: object) -> object:
    """Returns a cell that no spreadsheet carries out."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _piece(user_id: UUID | None, month: Month, after: tuple[object, object] | None) -> list[Any]:
    wanted = (
        select(*Log.__table__.columns, User.name.label("person"))
        .join(User, User.id == Log.user_id)
        .where(*in_month(user_id, month))
        .order_by(Log.created_at, Log.id)
        .limit(PIECE_ROWS)
    )
    if after is not None:
        wanted = wanted.where(tuple_(Log.created_at, Log.id) > after)
    found = list(db.session.execute(wanted).all())
    db.session.commit()
    return found


def _cells(row: Any) -> tuple[object, ...]:
    return (
        f"{row.created_at:%Y-%m-%d %H:%M:%S}",
        row.person,
        engine_label(row.model_backend),
        row.model,
        row.operation,
        row.style,
        row.width_px,
        row.height_px,
        row.steps,
        f"{row.credits:g}",
        f"{row.seconds:.2f}",
    )


def _written(rows: list[tuple[object, ...]]) -> str:
    target = io.StringIO()
    csv.writer(target).writerows([[harmless(cell) for cell in row] for row in rows])
    return target.getvalue()
