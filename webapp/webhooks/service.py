"""Takes a signed message in: finds the call that it is about, counts it once, and lets a worker look."""

import json
import logging
from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import NotFound

from webapp.database import writing
from webapp.engines.replicate.answers import is_prediction_id
from webapp.extensions import db
from webapp.models import Attempt, ImageRequest, WebhookReceipt
from webapp.models.columns import utc_now
from webapp.pipeline import attempts
from webapp.queue import QueueAway, enqueue

log = logging.getLogger(__name__)

TASK = "tasks.watching.collect_prediction"
# Far longer than a message stays fresh: an older one is refused by its time.
RECEIPTS_KEPT = timedelta(days=1)


def take_in(engine_name: str, token: str, webhook_id: str, body: bytes) -> None:
    """Notes a signed message about the call with `token` and asks a worker to look. Raises NotFound for no such call.

    What the message says of the picture is not believed: the provider is asked. Only the prediction's id is taken
    from it, and only when the call that made it has not told it yet.
    """
    attempt = _attempt(engine_name, token)
    if attempt is None:
        raise NotFound
    prediction_id = _prediction_id(body)
    if prediction_id is None or not _is_first(webhook_id) or attempt.finished_at is not None:
        return
    if attempt.prediction_id is None:
        attempts.store_prediction(attempt.id, attempt.request_id, prediction_id)
    elif attempt.prediction_id != prediction_id:
        log.warning("A message about attempt %s names another prediction than its call did", attempt.id)
        return
    try:
        enqueue(TASK, attempt.id)
    except QueueAway:
        log.info("Redis is away; attempt %s is looked at by the next round", attempt.id)


def _attempt(engine_name: str, token: str) -> Attempt | None:
    wanted = select(Attempt).join(ImageRequest, ImageRequest.id == Attempt.request_id)
    return db.session.scalar(wanted.where(Attempt.token == token, ImageRequest.model_backend == engine_name))


def _prediction_id(body: bytes) -> str | None:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return None
    found = told.get("id") if isinstance(told, Mapping) else None
    return found if isinstance(found, str) and is_prediction_id(found) else None


def _is_first(webhook_id: str) -> bool:
    """Writes a message's id down. False when it was there: the same message came twice, maybe at the same time."""
    try:
        with writing() as session:
            session.execute(delete(WebhookReceipt).where(WebhookReceipt.received_at < utc_now() - RECEIPTS_KEPT))
            session.add(WebhookReceipt(webhook_id=webhook_id))
    except IntegrityError:
        return False
    return True
