"""Requests that failed, many at once: asked for again, or cleared from the list."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, func, select, update

from webapp.bulk.chosen import Chosen
from webapp.database import writing
from webapp.engines.errors import Unsupported
from webapp.errors import AppError
from webapp.extensions import db
from webapp.models import Image, ImageRequest, User
from webapp.models.columns import utc_now
from webapp.models.image import IS_KEPT
from webapp.models.image_request import IS_FAILED_TO_SEE, PROBE
from webapp.pipeline.submit import retry

MOST_RETRIED = 20
MOST_CLEARED = 5000

# What a flash takes: a sentence and its kind.
Said = tuple[str, str]


def retry_many(person: User, chosen: Chosen) -> Said:
    """Asks again for the newest of a person's failed requests, those chosen or all. Twice is once.

    One that no engine can do any more stays on the list and holds up none of the others.
    """
    rows = db.session.scalars(_failed(person.id, chosen).limit(MOST_RETRIED + 1)).all()
    made = _made([row.id for row in rows])
    again, refused = 0, []
    for row in rows[:MOST_RETRIED]:
        try:
            retry(row, made.get(row.id, 0))
            again += 1
        except Unsupported as problem:
            refused.append(str(problem))
        except AppError as problem:
            return f"{_asked(again)} Then it stopped: {problem}", "error"
    left = f" {len(refused)} stayed: {refused[0]}" if refused else ""
    more = f" There are more: {MOST_RETRIED} go at once." if len(rows) > MOST_RETRIED else ""
    return f"{_asked(again)}{left}{more}", "ok" if again or not refused else "error"


def clear_many(person: User, chosen: Chosen) -> Said:
    """Clears failed requests from a person's list, those chosen or all; pictures already made stay."""
    ids = [row.id for row in db.session.scalars(_failed(person.id, chosen).limit(MOST_CLEARED))]
    _clear(ids)
    return f"{len(ids):,} cleared from this list.", "ok"


def _failed(person_id: UUID, chosen: Chosen) -> Select[ImageRequest]:
    mine = select(ImageRequest).where(ImageRequest.user_id == person_id, IS_FAILED_TO_SEE, ImageRequest.kind != PROBE)
    wanted = mine if chosen.is_all else mine.where(ImageRequest.id.in_(chosen.ids))
    return wanted.order_by(ImageRequest.id.desc())


def _made(ids: Sequence[UUID]) -> dict[UUID, int]:
    counted = select(Image.request_id, func.count(Image.id)).where(Image.request_id.in_(ids), IS_KEPT)
    rows = db.session.execute(counted.group_by(Image.request_id))
    return {request_id: number for request_id, number in rows if request_id is not None}


def _clear(ids: Sequence[UUID]) -> None:
    with writing() as session:
        cleared = update(ImageRequest).where(ImageRequest.id.in_(ids), IS_FAILED_TO_SEE).values(cleared_at=utc_now())
        session.execute(cleared, execution_options={"synchronize_session": False})


def _asked(number: int) -> str:
    return f"{number} asked for again." if number else "Nothing was asked for again."
