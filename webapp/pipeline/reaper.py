"""Finds requests whose worker is gone. It trusts no clock: a heartbeat that stands still is the sign."""

import logging
import secrets
import time
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select

from webapp.database import patient, writing
from webapp.engines.registry import engine
from webapp.extensions import db
from webapp.models import ImageRequest
from webapp.models.image_request import IS_LIVE
from webapp.pipeline import attempts, status

log = logging.getLogger(__name__)

LEASE_S = 30.0
BLIND_AFTER_S = 10.0
MAX_RECOVERIES = 3
LOST_CONTACT = "We lost contact with the engine; you may have been charged."
CRASHED = "The engine broke down on this picture several times. Change something and try again."


@dataclass(slots=True)
class Reaper:
    """Remembers each worker's last heartbeat and when it was heard, on this process's own steady clock.

    When it could not look for a while, because the database was locked or away, neither could a worker be heard:
    then all begin anew.
    """

    heard: dict[UUID, tuple[str | None, int, float]] = field(default_factory=dict)
    looked_at: float = float("-inf")

    def reap(self) -> int:
        """Recovers every request whose heartbeat has stood still for LEASE_S seconds. Returns how many."""
        _wait_until_writable()
        wanted = select(ImageRequest).where(IS_LIVE, ImageRequest.status.in_(("running", "saving")))
        rows = db.session.scalars(wanted.execution_options(populate_existing=True)).all()
        db.session.commit()
        now = time.monotonic()
        if now - self.looked_at > BLIND_AFTER_S:
            self.heard.clear()
        self.looked_at = now
        self.heard = {row.id: self._last(row, now) for row in rows}
        lost = [row for row in rows if now - self.heard[row.id][2] >= LEASE_S]
        return sum(recover(row.id, row.lease_token) for row in lost)

    def _last(self, row: ImageRequest, now: float) -> tuple[str | None, int, float]:
        before = self.heard.get(row.id)
        sign = (row.lease_token, row.heartbeat)
        return (*sign, before[2]) if before is not None and before[:2] == sign else (*sign, now)


@patient
def _wait_until_writable() -> None:
    """Takes the database's write lock for a moment: whoever holds it would silence the workers too."""
    with writing():
        pass


def recover(request_id: UUID, lease_token: str | None) -> bool:
    """Decides what becomes of a request that lost its worker. False when somebody else has decided already.

    The hold is taken over first: a worker that was only slow can begin no call while this looks at those it made.
    """
    taken_over = secrets.token_hex(16)
    if lease_token is None or not status.change(request_id, held_by=lease_token, lease_token=taken_over):
        return False
    return _decide(request_id, taken_over)


@patient
def _decide(request_id: UUID, lease_token: str) -> bool:
    row = db.session.get_one(ImageRequest, request_id, populate_existing=True)
    if engine(row.model_backend).capabilities.is_paid and attempts.has_unkept_call(request_id):
        return status.move(
            request_id, "unknown", held_by=lease_token, error_code="lost_contact", error_message=LOST_CONTACT
        )
    if row.recoveries >= MAX_RECOVERIES:
        return status.move(
            request_id, "failed", held_by=lease_token, error_code="engine_crashed", error_message=CRASHED
        )
    log.warning("Request %s lost its worker; it goes back into the line", request_id)
    return status.move(
        request_id,
        "queued",
        held_by=lease_token,
        lease_token=None,
        dispatched_at=None,
        stage="",
        recoveries=row.recoveries + 1,
    )
