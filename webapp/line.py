"""The line of waiting requests: who is when, and how long it may take. An estimate, told as one."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import func, select

from webapp.extensions import db
from webapp.models import Attempt, ImageRequest, User
from webapp.models.image_request import IS_LIVE
from webapp.queue import worker_count

MOST_LOOKED_AT = 500
RECENT_CALLS = 20
FIRST_GUESS_S = 2.0
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the line, from 1, and the expected wait in seconds. `is_held_up`: there is no worker at all."""

    number: int
    wait_s: float
    is_held_up: bool = False


def places() -> dict[UUID, Place]:
    """Returns the place of each waiting request: everyone's first, then everyone's second, and so on."""
    rows = db.session.execute(
        select(ImageRequest.id, ImageRequest.user_id, ImageRequest.num_outputs, User.last_served_at)
        .join(User, User.id == ImageRequest.user_id)
        .where(IS_LIVE, ImageRequest.status == "queued")
        .order_by(ImageRequest.id)
        .limit(MOST_LOOKED_AT)
    ).all()
    turn: Counter[UUID] = Counter()
    line = []
    for request_id, user_id, num_outputs, last_served_at in rows:
        turn[user_id] += 1
        line.append(((turn[user_id], last_served_at or LONG_AGO), request_id, num_outputs))
    workers = worker_count() if line else 0
    each_s = _seconds_a_picture() / max(1, workers) if line else 0.0
    found: dict[UUID, Place] = {}
    ahead = 1
    for number, (_, request_id, num_outputs) in enumerate(sorted(line), start=1):
        found[request_id] = Place(number, ahead * each_s, is_held_up=workers == 0)
        ahead += num_outputs
    return found


def _seconds_a_picture() -> float:
    recent = (
        select(Attempt.seconds)
        .where(Attempt.outcome == "made")
        .order_by(Attempt.id.desc())
        .limit(RECENT_CALLS)
        .subquery()
    )
    return db.session.scalar(select(func.avg(recent.c.seconds))) or FIRST_GUESS_S
