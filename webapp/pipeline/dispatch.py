"""Hands the workers what comes next. The database owns the order; RQ carries out."""

import logging
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, update

from webapp.database import patient, writing
from webapp.engines.registry import QUEUES
from webapp.extensions import db
from webapp.models import ImageRequest, User
from webapp.models.columns import utc_now
from webapp.models.image_request import IS_LIVE, PROBE
from webapp.queue import IMAGES_QUEUE, QueueAway, answers, enqueue, waiting_ids, worker_count

log = logging.getLogger(__name__)

TASKS = {
    "generate": "tasks.generation.process_sd_image_request",
    "edit": "tasks.editing.process_edit_image_request",
    "upscale": "tasks.upscaling.process_upscale_image_request",
    PROBE: "tasks.generation.process_sd_image_request",
}


def dispatch() -> int:
    """Hands over as many requests as there are free workers, line by line, and returns how many.

    One request is always kept ready in a line, so that work goes on while no worker is counted yet. While Redis is
    away nobody's turn is taken.
    """
    if not answers():
        log.warning("The queue is away; requests wait in the database")
        return 0
    return sum(_fill(queue_name) for queue_name in _lines_with_work())


def next_in_line(*wanted: ColumnElement[bool]) -> Select[UUID, str, UUID]:
    """Returns the query of id, kind and person of what waits: of who was least recently served, the first of theirs.

    Probes of styles come after all that people wait for, and cost nobody a turn.
    """
    is_due = ImageRequest.not_before.is_(None) | (ImageRequest.not_before <= utc_now())
    return (
        select(ImageRequest.id, ImageRequest.kind, ImageRequest.user_id)
        .join(User, User.id == ImageRequest.user_id)
        .where(IS_LIVE, ImageRequest.status == "queued", is_due, *wanted)
        .order_by(
            ImageRequest.kind == PROBE,
            User.last_served_at.asc().nulls_first(),
            ImageRequest.priority.desc(),
            ImageRequest.id,
        )
    )


def queue_of(engine_name: str) -> str:
    """Returns the name of the line that an engine's workers take from."""
    return QUEUES.get(engine_name, IMAGES_QUEUE)


def rescue_undelivered() -> int:
    """Takes back what was handed over but lies in no queue any more (an emptied Redis). Returns how many."""
    wanted = select(ImageRequest.id).where(
        IS_LIVE, ImageRequest.status == "queued", ImageRequest.dispatched_at.is_not(None)
    )
    sent = set(db.session.scalars(wanted).all())
    db.session.commit()
    try:
        waiting = set().union(*(waiting_ids(name) for name in {IMAGES_QUEUE, *QUEUES.values()}))
    except QueueAway:
        return 0
    lost = [request_id for request_id in sent if str(request_id) not in waiting]
    for request_id in lost:
        _take_back(request_id)
    return len(lost)


def _lines_with_work() -> list[str]:
    """Returns the names of the lines in which something waits to be handed over."""
    waiting = (IS_LIVE, ImageRequest.status == "queued", ImageRequest.dispatched_at.is_(None))
    names = set(db.session.scalars(select(ImageRequest.model_backend).where(*waiting).distinct()).all())
    db.session.commit()
    return sorted({queue_of(name) for name in names})


def _fill(queue_name: str) -> int:
    handed = 0
    is_here = _is_in(queue_name)
    free = max(1, worker_count(queue_name)) - _under_way(is_here)
    while handed < free:
        taken = _take_next(is_here)
        if taken is None or not _hand_over(*taken, queue_name):
            break
        handed += 1
    return handed


def _is_in(queue_name: str) -> ColumnElement[bool]:
    if queue_name == IMAGES_QUEUE:
        return ImageRequest.model_backend.not_in(list(QUEUES))
    return ImageRequest.model_backend.in_([name for name in QUEUES if QUEUES[name] == queue_name])


def _under_way(is_here: ColumnElement[bool]) -> int:
    """Counts what the workers of a line already have. Bounded: only live rows are in this index."""
    counted = select(func.count()).where(
        IS_LIVE,
        is_here,
        (ImageRequest.status.in_(("running", "saving")))
        | ((ImageRequest.status == "queued") & ImageRequest.dispatched_at.is_not(None)),
    )
    return db.session.scalar(counted) or 0


@patient
def _take_next(is_here: ColumnElement[bool]) -> tuple[UUID, str] | None:
    """Marks and returns the next request of a line."""
    next_one = next_in_line(ImageRequest.dispatched_at.is_(None), is_here).limit(1)
    if db.session.execute(next_one).first() is None:
        db.session.commit()
        return None
    with writing() as session:
        found = session.execute(next_one.with_for_update(skip_locked=True, of=ImageRequest)).first()
        if found is None:
            return None
        now = utc_now()
        session.execute(update(ImageRequest).where(ImageRequest.id == found.id).values(dispatched_at=now))
        if found.kind != PROBE:
            session.execute(update(User).where(User.id == found.user_id).values(last_served_at=now))
    return found.id, found.kind


def _hand_over(request_id: UUID, kind: str, queue_name: str) -> bool:
    try:
        enqueue(TASKS[kind], request_id, queue_name)
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
