"""Finds narrations that lost their worker, or that never reached one."""

from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, update

from webapp.database import writing
from webapp.extensions import db
from webapp.models import Narration
from webapp.models.columns import utc_now
from webapp.models.narration import IS_READ_OUT
from webapp.narration.asking import hand_over
from webapp.narration.work import MOST_TRIES, fail, move
from webapp.queue import NARRATION_QUEUE, QueueAway, waiting_ids

AT_ONCE = 100
LOST = "We lost contact with the voice; you may have been charged. Try again if you like."
GAVE_UP = "This could not be read: it was cut off three times. Try again with other words."


def release(narration_id: UUID, token: str | None) -> None:
    """Lets go of a narration whose worker died, so that the next round need not wait for its lease to end."""
    held = Narration.id == narration_id, Narration.lease_token == token, Narration.status == "running"
    with writing() as session:
        session.execute(update(Narration).where(*held).values(lease_until=utc_now()))


def look_after() -> None:
    """Puts narrations back whose worker was lost, unless they may have been charged, and hands over what waits."""
    rows = db.session.scalars(select(Narration).where(IS_READ_OUT, _is_due()).order_by(Narration.id).limit(AT_ONCE))
    found = [(row.id, row.status, row.lease_token, row.tries, row.credits) for row in rows]
    db.session.commit()
    if not found:
        return
    try:
        waiting = waiting_ids(NARRATION_QUEUE)
    except QueueAway:
        return
    for narration_id, status, token, tries, credits_held in found:
        if status == "running" and not _put_back(narration_id, token, tries, credits_held):
            continue
        if str(narration_id) not in waiting:
            hand_over(narration_id)


def _is_due() -> ColumnElement[bool]:
    return or_(Narration.lease_until.is_(None), Narration.lease_until <= utc_now())


def _put_back(narration_id: UUID, token: str | None, tries: int, credits_held: float) -> bool:
    if credits_held > 0 or tries >= MOST_TRIES:
        fail(narration_id, token, LOST if credits_held > 0 else GAVE_UP)
        return False
    return move(narration_id, token, status="queued", lease_token=None, lease_until=None)
