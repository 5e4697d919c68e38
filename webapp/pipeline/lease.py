"""A worker's hold on a request: claimed once, kept alive by a heartbeat, given back or lost."""

import logging
import secrets
import threading
from uuid import UUID

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from webapp.errors import Busy
from webapp.models.columns import utc_now
from webapp.pipeline import status
from webapp.queue import job_token

log = logging.getLogger(__name__)

HEARTBEAT_S = 5.0


def claim(request_id: UUID) -> str | None:
    """Takes a queued request for this worker. Returns the lease token, or None when somebody else has it."""
    token = job_token() or secrets.token_hex(16)
    is_ours = status.move(
        request_id, "running", from_=("queued",), lease_token=token, stage="Starting", started_at=utc_now()
    )
    return token if is_ours else None


def give_back(request_id: UUID, lease_token: str) -> bool:
    """Puts a request back into the line: its worker must stop, and another goes on where it was."""
    return status.move(
        request_id,
        "queued",
        from_=("running",),
        held_by=lease_token,
        lease_token=None,
        dispatched_at=None,
        stage="",
    )


class Heartbeat:
    """Says every few seconds that the worker is alive, from a thread of its own, while the `with` lasts."""

    def __init__(self, app: Flask, request_id: UUID, lease_token: str) -> None:
        self._app = app
        self._request_id = request_id
        self._lease_token = lease_token
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    def __enter__(self) -> "Heartbeat":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _beat(self) -> None:
        while not self._done.wait(HEARTBEAT_S):
            try:
                with self._app.app_context():
                    status.beat(self._request_id, self._lease_token)
            except (SQLAlchemyError, Busy):
                log.warning("A heartbeat of request %s failed; trying again", self._request_id)
