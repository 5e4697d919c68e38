"""What a worker does with a request: claim it, draw each picture, save it, finish."""

import logging
import time
from uuid import UUID

from flask import current_app
from sqlalchemy.exc import InterfaceError, OperationalError

from webapp import live
from webapp.engines.base import Engine, LaterEngine
from webapp.engines.check import check
from webapp.engines.errors import EngineError, LostContact, RateLimited, Stopped
from webapp.engines.registry import engine
from webapp.engines.types import EngineRequest
from webapp.errors import Busy
from webapp.extensions import db
from webapp.models import ImageRequest
from webapp.pipeline import attempts, breaker, finish, predict, status, usage_log
from webapp.pipeline.dispatch import dispatch
from webapp.pipeline.engine_request import engine_request
from webapp.pipeline.hooks import trigger_post_generation_hook
from webapp.pipeline.lease import Heartbeat, claim, give_back
from webapp.pipeline.reaper import recover
from webapp.pipeline.report import HandBack, Reporter
from webapp.pipeline.save import save_picture
from webapp.storage.errors import StorageError

log = logging.getLogger(__name__)

CRASHED = "The engine broke down while drawing. Try again."


def run(request_id: UUID) -> None:
    """Carries out a request, or leaves quietly when it is done, cancelled or somebody else's."""
    lease_token = claim(request_id)
    if lease_token is None:
        return
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # Flask's way to hand the app to a thread
    try:
        with Heartbeat(app, request_id, lease_token):
            _make_all(request_id, lease_token)
    finally:
        live.drop_preview(request_id)
        dispatch()


def _make_all(request_id: UUID, lease_token: str) -> None:
    try:
        finish.describe_last(request_id)
        for position in finish.positions_to_make(request_id):
            _make_one(request_id, lease_token, position)
        finish.finish(request_id, lease_token)
    except HandBack:
        give_back(request_id, lease_token)
    except Stopped:
        log.info("Request %s is not wanted any more", request_id)
    except RateLimited as error:
        finish.postpone(request_id, lease_token, error)
    except LostContact as error:
        finish.fail(request_id, lease_token, error.code, str(error), to="unknown")
    except (EngineError, StorageError) as error:
        finish.fail(request_id, lease_token, error.code, str(error))
    except (Busy, OperationalError, InterfaceError):
        log.exception("The database was lost during request %s", request_id)
        recover(request_id, lease_token)
    except Exception:
        log.exception("Request %s failed", request_id)
        finish.fail(request_id, lease_token, "engine_crashed", CRASHED)


def _make_one(request_id: UUID, lease_token: str, position: int) -> None:
    """Makes the picture at `position`, or sends the call for it to a provider that answers later."""
    row = db.session.get_one(ImageRequest, request_id)
    request = engine_request(row, position, row.prompt_helper_version)
    drawer = engine(row.model_backend)
    check(drawer, request)
    breaker.require_awake(row.model_backend)
    try:
        if isinstance(drawer, LaterEngine) and drawer.answers_later(request):
            predict.send(row, position, drawer, request)
        else:
            _draw(row, position, drawer, request, lease_token)
    except EngineError as error:
        breaker.note_failure(row.model_backend, error)
        raise
    breaker.note_success(row.model_backend)


def _draw(row: ImageRequest, position: int, drawer: Engine, request: EngineRequest, lease_token: str) -> None:
    report = Reporter(row.id, lease_token, position, row.num_outputs, is_paid=drawer.capabilities.is_paid)
    attempt = attempts.begin(row.id, position)
    started = time.monotonic()
    try:
        result = drawer.run(request, report)
    except EngineError as error:
        seconds = time.monotonic() - started
        if attempts.end(attempt.id, error.code, seconds):
            usage_log.log_loss(row, error.spent_credits, seconds)
        raise
    seconds = time.monotonic() - started
    attempts.end(attempt.id, "made", seconds)
    picture = result.pictures[0]
    try:
        image_id = save_picture(row, position, request, picture, lease_token)
    except Stopped:
        # Cancelled while the call went on: the picture is dropped, what the engine took is not.
        usage_log.log_loss(row, result.credits or 0.0, seconds)
        raise
    trigger_post_generation_hook(image_id, seconds, result.credits, picture.image)
    progress = (position + 1) / row.num_outputs
    status.change(row.id, from_=("running",), held_by=lease_token, progress=progress, stage="")
