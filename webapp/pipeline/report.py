"""What an engine tells while it draws, written down for the person who waits."""

import time
from collections.abc import Callable
from threading import Event
from uuid import UUID

from sqlalchemy import select

from webapp import live
from webapp.database import patient
from webapp.engines.errors import Stopped
from webapp.extensions import db
from webapp.models import ImageRequest
from webapp.pipeline import status

NEWS_EVERY_S = 0.2
PREVIEW_EVERY_S = 0.4

shutting_down = Event()
"""Set when this worker must stop soon: the next report lets go of the drawing."""


class HandBack(Stopped):
    """The worker must stop, so another one goes on with this request."""


class Reporter:
    """The `report` of one call: `share` pictures from `position` on, of `num_outputs`. Raises Stopped when unwanted.

    A call that `is_paid` is not let go for a worker that must stop: another worker would pay for it again.
    """

    def __init__(
        self,
        request_id: UUID,
        lease_token: str,
        position: int,
        num_outputs: int,
        *,
        share: int = 1,
        is_paid: bool = False,
    ) -> None:
        self._request_id = request_id
        self._lease_token = lease_token
        self._position = position
        self._num_outputs = num_outputs
        self._share = share
        self._is_paid = is_paid
        self._told_at = self._shown_at = float("-inf")

    def __call__(self, progress: float, stage: str, preview: Callable[[], bytes] | None = None) -> None:
        if shutting_down.is_set() and not self._is_paid:
            raise HandBack
        now = time.monotonic()
        if now - self._told_at < NEWS_EVERY_S:
            _stop_if_unwanted(self._request_id, self._lease_token)
            return
        self._told_at = now
        values: dict[str, object] = {"stage": stage[:80], "progress": self._overall(progress)}
        if preview is not None and progress > 0 and now - self._shown_at >= PREVIEW_EVERY_S:
            self._shown_at = now
            live.keep_preview(self._request_id, preview())
        if not status.change(self._request_id, from_=("running",), held_by=self._lease_token, **values):
            raise Stopped

    def _overall(self, progress: float) -> float:
        return (self._position + self._share * min(max(progress, 0.0), 1.0)) / self._num_outputs


@patient
def _stop_if_unwanted(request_id: UUID, lease_token: str) -> None:
    holder = db.session.scalar(select(ImageRequest.lease_token).where(ImageRequest.id == request_id))
    db.session.commit()
    if holder != lease_token:
        raise Stopped
