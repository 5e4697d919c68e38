"""Calls an engine for one picture, writes the call down, and keeps what came of it."""

import time
from collections.abc import Callable
from functools import partial
from uuid import UUID

from webapp.engines.base import Engine
from webapp.engines.errors import EngineError, Stopped
from webapp.engines.types import EngineRequest, EngineResult
from webapp.models import ImageRequest
from webapp.pipeline import attempts, usage_log
from webapp.pipeline.hooks import trigger_first, trigger_last
from webapp.pipeline.report import Reporter
from webapp.pipeline.save import save_picture

Afterwards = Callable[[], None]


def draw(row: ImageRequest, position: int, drawer: Engine, request: EngineRequest, lease_token: str) -> Afterwards:
    """Makes the picture at `position` and keeps it. Returns what is left to do once it is shown.

    Raises what the engine raises, or Stopped.
    """
    report = Reporter(row.id, lease_token, position, row.num_outputs, is_paid=drawer.capabilities.is_paid)
    attempt = attempts.begin(row.id, position, lease_token)
    started = time.monotonic()
    try:
        result = drawer.run(request, report)
    except EngineError as error:
        lose(row, attempt.id, error, time.monotonic() - started)
        raise
    return keep(row, position, request, attempt.id, result, time.monotonic() - started, lease_token)


def lose(row: ImageRequest, attempt_id: UUID, error: EngineError, seconds: float) -> None:
    """Writes down a call that gave no picture, with what it cost all the same."""
    if attempts.end(attempt_id, error.code, seconds):
        usage_log.log_loss(row, error.spent_credits, seconds)


def keep(
    row: ImageRequest,
    position: int,
    request: EngineRequest,
    attempt_id: UUID,
    result: EngineResult,
    seconds: float,
    lease_token: str,
) -> Afterwards:
    """Stores the picture of a call with all that belongs to it, and returns what is left to do once it is shown.

    Raises Stopped when nobody wants it any more.
    """
    attempts.end(attempt_id, attempts.MADE, seconds)
    picture = result.pictures[0]
    try:
        image_id = save_picture(row, position, request, picture, lease_token)
    except Stopped:
        # Cancelled while the call went on: the picture is dropped, what the engine took is not.
        usage_log.log_loss(row, result.credits or 0.0, seconds)
        raise
    trigger_first(image_id, seconds, result.credits, picture.image)
    return partial(trigger_last, image_id, picture.image)
