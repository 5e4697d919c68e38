"""The months of a wall: those in which something on it was made, to jump to. Nothing is counted."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import Uuid, column, exists, select, values

from webapp.extensions import db
from webapp.models import Image
from webapp.models.columns import first_id_at
from webapp.wall_filters import next_month
from webapp.walls import Wall

MOST_MONTHS = 240


@dataclass(frozen=True, slots=True)
class Month:
    """A month with pictures; `before` is where a wall starts with its newest."""

    first_day: date
    before: UUID


def months_of(wall: Wall) -> list[Month]:
    """Returns the months of the wall, the newest first, in three queries that each read a few rows of an index."""
    newest = db.session.scalar(wall.ids().limit(1))
    if newest is None:
        return []
    oldest = db.session.scalar(wall.narrow(select(Image.id)).order_by(wall.along).limit(1)) or newest
    spans = _spans(_month_of(oldest), _month_of(newest))
    listed = (
        values(column("starts", Uuid), column("ends", Uuid), name="span")
        .data([(first_id_at(_moment(start)), first_id_at(_moment(end))) for start, end in spans])
        .cte("span")
    )
    inside = wall.narrow(select(Image.id)).where(wall.key >= listed.c.starts, wall.key < listed.c.ends)
    found = set(db.session.scalars(select(listed.c.ends).where(exists(inside.correlate(listed)))))
    return [Month(start, before) for start, end in spans if (before := first_id_at(_moment(end))) in found]


def made_at(image_id: UUID) -> datetime:
    """Returns when a picture's id was made, as the id says."""
    return datetime.fromtimestamp((image_id.int >> 80) / 1000, UTC)


def _month_of(image_id: UUID) -> date:
    return made_at(image_id).date().replace(day=1)


def _spans(oldest: date, newest: date) -> list[tuple[date, date]]:
    spans = []
    first = oldest
    while first <= newest:
        spans.append((first, next_month(first)))
        first = next_month(first)
    return spans[::-1][:MOST_MONTHS]


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
