"""What an admin sees and sets: everybody's use, and limits."""

from dataclasses import dataclass
from uuid import UUID

from flask import abort, current_app
from sqlalchemy import func, select, update

from webapp.database import writing
from webapp.extensions import db
from webapp.models import SiteQuota, User
from webapp.models import StableDiffusionUsageLog as Log
from webapp.usage.months import Month
from webapp.usage.service import PICTURES

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class PersonUse:
    """One person in the list. `limit` is their own, None when they have the usual one."""

    id: UUID
    name: str
    is_disabled: bool
    limit: float | None
    pictures: int
    credits: float


def people(month: Month, after: str = "") -> tuple[list[PersonUse], str | None]:
    """Returns a page of people by name with what they used, and the key of the next page, None on the last."""
    wanted = select(User).where(User.name_key > after).order_by(User.name_key).limit(PAGE_SIZE + 1)
    rows = list(db.session.scalars(wanted).all())
    shown = rows[:PAGE_SIZE]
    used = _used([row.id for row in shown], month)
    views = [
        PersonUse(row.id, row.name, row.is_disabled, row.monthly_credits, *used.get(row.id, (0, 0.0))) for row in shown
    ]
    return views, shown[-1].name_key if len(rows) > PAGE_SIZE else None


def person(user_id: UUID) -> User:
    """Returns somebody by id, else 404."""
    found = db.session.get(User, user_id)
    if found is None:
        abort(404)
    return found


def limit_person(user: User, monthly_credits: float | None) -> None:
    """Gives somebody their own limit, or the usual one again for None."""
    with writing() as session:
        session.execute(update(User).where(User.id == user.id).values(monthly_credits=monthly_credits))


def limit_site(monthly_credits: float | None) -> None:
    """Limits what all together may spend in a month, or no more for None."""
    with writing() as session:
        session.execute(update(SiteQuota).values(monthly_credits=monthly_credits))


def usual_limit() -> float:
    limit: float = current_app.config["MONTHLY_CREDITS"]
    return limit


def _used(user_ids: list[UUID], month: Month) -> dict[UUID, tuple[int, float]]:
    wanted = Log.user_id.in_(user_ids), Log.created_at >= month.start, Log.created_at < month.end
    sums = select(Log.user_id, PICTURES, func.sum(Log.credits)).where(*wanted).group_by(Log.user_id)
    return {user_id: (pictures, spent) for user_id, pictures, spent in db.session.execute(sums)}
