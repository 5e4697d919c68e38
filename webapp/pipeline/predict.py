"""Sends a call to a provider that answers later, keeps its id first of all, and leaves the waiting to watch.py."""

from flask import current_app

from webapp.engines.base import LaterEngine
from webapp.engines.errors import EngineError
from webapp.engines.types import EngineRequest
from webapp.models import ImageRequest
from webapp.pipeline import attempts

WEBHOOK_PATH = "/webhooks/{engine}/{token}"


def send(row: ImageRequest, position: int, drawer: LaterEngine, request: EngineRequest, lease_token: str) -> None:
    """Makes the call for the picture at `position` once and stores the provider's id for it.

    Raises the EngineError of a call that was refused, or Stopped when another worker has the request. A crash in
    between leaves an open attempt without an id, which nobody repeats by itself when it may have been paid for.
    """
    attempt = attempts.begin(row.id, position, lease_token)
    try:
        prediction = drawer.submit(request, webhook_url(drawer.name, attempt.token))
    except EngineError as error:
        attempts.end(attempt.id, error.code)
        raise
    attempts.store_prediction(attempt.id, row.id, prediction.id)


def webhook_url(engine_name: str, token: str) -> str | None:
    """Returns where the provider may tell us, or None when it could not reach this studio."""
    base = str(current_app.config["BASE_URL"])
    return base + WEBHOOK_PATH.format(engine=engine_name, token=token) if base.startswith("https://") else None
