"""The line of waiting requests: who is when, and how long it may take. An estimate, told as one."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import func, select

from webapp.extensions import db
from webapp.models import Attempt, ImageRequest, User
from webapp.models.image_request import IS_LIVE
from webapp.pipeline.dispatch import queue_of
from webapp.queue import worker_count

MOST_LOOKED_AT = 500
RECENT_CALLS = 20
FIRST_GUESS_S = 2.0
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

Waiting = tuple[tuple[int, datetime], UUID, int]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the line, from 1, and the expected wait in seconds. `is_held_up`: nobody works on this line."""

    number: int
    wait_s: float
    is_held_up: bool = False


def places() -> dict[UUID, Place]:
    """Returns the place of each waiting request: everyone's first, then everyone's second, and so on.

    Engines with workers of their own have a line of their own.
    """
    rows = db.session.execute(
        select(
            ImageRequest.id,
            ImageRequest.user_id,
            ImageRequest.num_outputs,
            ImageRequest.model_backend,
            User.last_served_at,
        )
        .join(User, User.id == ImageRequest.user_id)
        .where(IS_LIVE, ImageRequest.status == "queued")
        .order_by(ImageRequest.id)
        .limit(MOST_LOOKED_AT)
    ).all()
    turn: Counter[UUID] = Counter()
    lines: dict[str, list[Waiting]] = {}
    for request_id, user_id, num_outputs, engine_name, last_served_at in rows:
        turn[user_id] += 1
        waiting = ((turn[user_id], last_served_at or LONG_AGO), request_id, num_outputs)
        lines.setdefault(queue_of(engine_name), []).append(waiting)
    picture_s = _seconds_a_picture() if lines else 0.0
    found: dict[UUID, Place] = {}
    for queue_name, line in lines.items():
        found |= _places_in(line, worker_count(queue_name), picture_s)
    return found


def _places_in(line: list[Waiting], workers: int, picture_s: float) -> dict[UUID, Place]:
    found: dict[UUID, Place] = {}
    ahead = 1
    for number, (_, request_id, num_outputs) in enumerate(sorted(line), start=1):
        found[request_id] = Place(number, ahead * picture_s / max(1, workers), is_held_up=workers == 0)
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
