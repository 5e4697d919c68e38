"""Adds up what was used in a month: in one query over the log's own index."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, select

from webapp.engines import registry
from webapp.extensions import db
from webapp.models import StableDiffusionUsageLog as Log
from webapp.usage.months import Month

NO_STYLE = "No style"


@dataclass(frozen=True, slots=True)
class Share:
    """A part of what was used: of a day, an engine or a style. `seconds` is the engines' own time."""

    label: str
    pictures: int
    credits: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Use:
    """What was used in a month. `days` has a Share for each day, the first of the month first."""

    month: Month
    total: Share
    days: tuple[Share, ...]
    engines: tuple[Share, ...]
    styles: tuple[Share, ...]


def use_of(user_id: UUID | None, month: Month) -> Use:
    """Returns what somebody used in a month, everybody together for None."""
    rows = _grouped(user_id, month)
    days = {share.label: share for share in _shares(rows, lambda row: str(row.day))}
    named = (f"{month.name}-{number:02}" for number in range(1, month.days + 1))
    return Use(
        month,
        _sum("Together", rows),
        tuple(days.get(name, Share(name, 0, 0.0, 0.0)) for name in named),
        tuple(_largest(_shares(rows, lambda row: engine_label(row.model_backend)))),
        tuple(_largest(_shares(rows, lambda row: row.style or NO_STYLE))),
    )


def engine_label(name: str) -> str:
    """Returns the name people know an engine by; one that is gone keeps its short name."""
    return registry.engine(name).label if name in registry.ENGINES else name


def in_month(user_id: UUID | None, month: Month) -> list[ColumnElement[bool]]:
    """Returns the conditions that pick the log of one person, or of everybody, in a month."""
    of_month = [Log.created_at >= month.start, Log.created_at < month.end]
    return of_month if user_id is None else [Log.user_id == user_id, *of_month]


# A row without a size is a call that gave no picture.
PICTURES = func.sum(case((Log.width_px > 0, 1), else_=0))


def _grouped(user_id: UUID | None, month: Month) -> list[Any]:
    day = _day().label("day")
    sums = PICTURES.label("pictures"), func.sum(Log.credits).label("credits"), func.sum(Log.seconds).label("seconds")
    wanted = select(day, Log.model_backend, Log.style, *sums).where(*in_month(user_id, month))
    return list(db.session.execute(wanted.group_by(day, Log.model_backend, Log.style)).all())


def _day() -> ColumnElement[str]:
    """The day in UTC; PostgreSQL would take the day of its own session's zone."""
    if db.session.get_bind().dialect.name == "postgresql":
        return func.to_char(func.timezone("UTC", Log.created_at), "YYYY-MM-DD")
    return func.strftime("%Y-%m-%d", Log.created_at)


def _shares(rows: Iterable[Any], key: Callable[..., str]) -> list[Share]:
    groups = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return [_sum(label, members) for label, members in groups.items()]


def _sum(label: str, rows: Iterable[Any]) -> Share:
    rows = list(rows)
    return Share(
        label,
        sum(row.pictures for row in rows),
        sum(row.credits for row in rows),
        sum(row.seconds for row in rows),
    )


def _largest(shares: list[Share]) -> list[Share]:
    return sorted(shares, key=lambda share: (-share.credits, -share.pictures, share.label))
