"""Hands the workers what comes next. The database owns the order; RQ carries out."""

import logging
from uuid import UUID

from sqlalchemy import func, select, update

from webapp.database import patient, writing
from webapp.extensions import db
from webapp.models import ImageRequest, User
from webapp.models.columns import utc_now
from webapp.models.image_request import IS_LIVE
from webapp.queue import QueueAway, answers, enqueue, waiting_ids, worker_count

log = logging.getLogger(__name__)

TASKS = {
    "generate": "tasks.generation.process_sd_image_request",
}


def dispatch() -> int:
    """Hands over as many requests as there are free workers, and returns how many.

    One request is always kept ready, so that work goes on while no worker is counted yet. While Redis is away
    nobody's turn is taken.
    """
    if not answers():
        log.warning("The queue is away; requests wait in the database")
        return 0
    handed = 0
    free = max(1, worker_count()) - _under_way()
    while handed < free:
        taken = _take_next()
        if taken is None or not _hand_over(*taken):
            break
        handed += 1
    return handed


def rescue_undelivered() -> int:
    """Takes back what was handed over but lies in no queue any more (an emptied Redis). Returns how many."""
    wanted = select(ImageRequest.id).where(
        IS_LIVE, ImageRequest.status == "queued", ImageRequest.dispatched_at.is_not(None)
    )
    sent = set(db.session.scalars(wanted).all())
    db.session.commit()
    try:
        waiting = waiting_ids()
    except QueueAway:
        return 0
    lost = [request_id for request_id in sent if str(request_id) not in waiting]
    for request_id in lost:
        _take_back(request_id)
    return len(lost)


def _under_way() -> int:
    """Counts what the workers already have. Bounded: only live rows are in this index."""
    counted = select(func.count()).where(
        IS_LIVE,
        (ImageRequest.status.in_(("running", "saving")))
        | ((ImageRequest.status == "queued") & ImageRequest.dispatched_at.is_not(None)),
    )
    return db.session.scalar(counted) or 0


@patient
def _take_next() -> tuple[UUID, str] | None:
    """Marks and returns the next request: of the person least recently served, the first in their line."""
    is_due = ImageRequest.not_before.is_(None) | (ImageRequest.not_before <= utc_now())
    waiting = (ImageRequest.status == "queued") & ImageRequest.dispatched_at.is_(None) & is_due
    next_one = (
        select(ImageRequest.id, ImageRequest.kind, ImageRequest.user_id)
        .join(User, User.id == ImageRequest.user_id)
        .where(IS_LIVE, waiting)
        .order_by(User.last_served_at.asc().nulls_first(), ImageRequest.priority.desc(), ImageRequest.id)
        .limit(1)
    )
    if db.session.execute(next_one).first() is None:
        db.session.commit()
        return None
    with writing() as session:
        found = session.execute(next_one.with_for_update(skip_locked=True, of=ImageRequest)).first()
        if found is None:
            return None
        now = utc_now()
        session.execute(update(ImageRequest).where(ImageRequest.id == found.id).values(dispatched_at=now))
        session.execute(update(User).where(User.id == found.user_id).values(last_served_at=now))
    return found.id, found.kind


def _hand_over(request_id: UUID, kind: str) -> bool:
    try:
        enqueue(TASKS[kind], request_id)
    except QueueAway:
        log.warning("The queue is away; request %s waits in the database", request_id)
        _take_back(request_id)
        return False
    return True


@patient
def _take_back(request_id: UUID) -> None:
    with writing() as session:
        session.execute(
            update(ImageRequest)
            .where(ImageRequest.id == request_id, ImageRequest.status == "queued")
            .values(dispatched_at=None)
        )
