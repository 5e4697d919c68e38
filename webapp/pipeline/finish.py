"""How a request ends, told by its pictures and its calls."""

import logging
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select

from webapp.engines.errors import RateLimited
from webapp.extensions import db
from webapp.models import Attempt, Image, ImageRequest, StableDiffusionUsageLog
from webapp.models.columns import utc_now
from webapp.models.image_request import LIVE
from webapp.pipeline import attempts, status, usage_log
from webapp.pipeline.hooks import trigger_post_generation_hook

log = logging.getLogger(__name__)

LONGEST_POSTPONED = timedelta(minutes=15)
SENTENCES_KEPT = 400
UNFINISHED = "The engine never finished this picture. Try again."


def describe_last(request_id: UUID) -> None:
    """Runs the hooks of a picture that a cut-off run had stored and not yet described: the usage log comes last."""
    bare = (
        select(Image.id, Image.position)
        .outerjoin(StableDiffusionUsageLog, StableDiffusionUsageLog.image_id == Image.id)
        .where(Image.request_id == request_id, StableDiffusionUsageLog.id.is_(None))
    )
    for image_id, position in db.session.execute(bare).all():
        trigger_post_generation_hook(image_id, attempts.seconds_taken(request_id, position))


def positions_to_make(request_id: UUID) -> list[int]:
    """Returns the positions without a picture and without a prediction that is waited for or was answered."""
    sent = {attempt.position for attempt in attempts.open_predictions(request_id)}
    sent |= attempts.answered_positions(request_id)
    return [position for position in _bare_positions(request_id) if position not in sent]


def _bare_positions(request_id: UUID) -> list[int]:
    wanted = db.session.scalar(select(ImageRequest.num_outputs).where(ImageRequest.id == request_id)) or 0
    taken = set(db.session.scalars(select(Image.position).where(Image.request_id == request_id)).all())
    return [position for position in range(wanted) if position not in taken]


def finish(request_id: UUID, held_by: str | None = None) -> None:
    """Ends a request when all its calls are over; one that its provider answers later waits without a worker.

    Call it after the last call was made, with its worker's lease token, and after each late answer, without: only
    the worker knows that no call is still to come.
    """
    if attempts.open_predictions(request_id):
        if held_by is not None and status.move(
            request_id, "waiting", from_=("running",), held_by=held_by, lease_token=None
        ):
            _end(request_id, None)
        return
    _end(request_id, held_by)


def _end(request_id: UUID, held_by: str | None) -> None:
    """Completes a request, or fails it with what was told before; leaves it while a call is still open."""
    if attempts.open_predictions(request_id):
        return
    describe_last(request_id)
    row = db.session.get_one(ImageRequest, request_id, populate_existing=True)
    from_ = ("waiting",) if held_by is None else ("running",)
    if _bare_positions(request_id):
        fail(request_id, held_by, row.error_code or "engine_failed", row.error_message or UNFINISHED, from_=from_)
        return
    ended = {"progress": 1.0, "stage": "", "error_code": "", "error_message": ""}
    cost = usage_log.spent_on(request_id)
    status.move(request_id, "completed", from_=from_, held_by=held_by, credits=cost, **ended)


def fail(
    request_id: UUID,
    held_by: str | None,
    code: str,
    sentence: str,
    to: str = "failed",
    from_: tuple[str, ...] = LIVE,
) -> bool:
    """Ends a request with a sentence for its person; pictures made before stay."""
    return status.move(
        request_id,
        to,
        from_=from_,
        held_by=held_by,
        error_code=code,
        error_message=sentence[:SENTENCES_KEPT],
        stage="",
        credits=usage_log.spent_on(request_id),
    )


def postpone(request_id: UUID, lease_token: str, error: RateLimited) -> None:
    """Puts a request back into the line until the engine wants it, without holding a worker; fails it after long."""
    began = db.session.scalar(select(func.min(Attempt.started_at)).where(Attempt.request_id == request_id))
    if began is not None and utc_now() - began > LONGEST_POSTPONED:
        fail(request_id, lease_token, error.code, str(error))
        return
    status.move(
        request_id,
        "queued",
        from_=("running",),
        held_by=lease_token,
        lease_token=None,
        dispatched_at=None,
        not_before=utc_now() + timedelta(seconds=error.retry_after_s),
        stage="The engine is busy",
    )
