"""What a worker does with a request: claim it, draw each picture, save it, finish."""

import logging
import secrets
import time
from uuid import UUID

from flask import current_app
from sqlalchemy import func, select

from webapp import live
from webapp.database import writing
from webapp.engines.check import check
from webapp.engines.errors import EngineError, LostContact, Stopped
from webapp.engines.registry import engine
from webapp.engines.types import EngineResult
from webapp.extensions import db
from webapp.models import Attempt, Image, ImageRequest, StableDiffusionUsageLog
from webapp.models.columns import utc_now
from webapp.pipeline import status
from webapp.pipeline.dispatch import dispatch
from webapp.pipeline.engine_request import engine_request
from webapp.pipeline.hooks import trigger_post_generation_hook
from webapp.pipeline.lease import Heartbeat, claim, give_back
from webapp.pipeline.report import HandBack, Reporter
from webapp.pipeline.save import save_picture
from webapp.storage.errors import StorageError

log = logging.getLogger(__name__)


def run(request_id: UUID) -> None:
    """Carries out a request, or leaves quietly when it is done, cancelled or somebody else's."""
    lease_token = claim(request_id)
    if lease_token is None:
        return
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # Flask's way to hand the app to a thread
    try:
        with Heartbeat(app, request_id, lease_token):
            _draw_all(request_id, lease_token)
    finally:
        live.drop_preview(request_id)
        dispatch()


def _draw_all(request_id: UUID, lease_token: str) -> None:
    try:
        for position in _missing(request_id):
            _draw_one(request_id, lease_token, position)
        status.move(request_id, "completed", held_by=lease_token, progress=1.0, stage="", credits=_price(request_id))
    except HandBack:
        give_back(request_id, lease_token)
    except Stopped:
        log.info("Request %s is not wanted any more", request_id)
    except LostContact as error:
        _fail(request_id, lease_token, error.code, str(error), to="unknown")
    except (EngineError, StorageError) as error:
        _fail(request_id, lease_token, error.code, str(error))
    except Exception:
        log.exception("Request %s failed", request_id)
        _fail(request_id, lease_token, "engine_crashed", "The engine broke down while drawing. Try again.")


def _missing(request_id: UUID) -> list[int]:
    """Returns the positions that have no picture yet: a run that was cut off goes on where it was."""
    wanted = db.session.scalar(select(ImageRequest.num_outputs).where(ImageRequest.id == request_id)) or 0
    made = set(db.session.scalars(select(Image.position).where(Image.request_id == request_id)).all())
    return [position for position in range(wanted) if position not in made]


def _draw_one(request_id: UUID, lease_token: str, position: int) -> None:
    row = db.session.get_one(ImageRequest, request_id)
    style = row.prompt_helper_version
    request = engine_request(row, position, style)
    drawer = engine(row.model_backend)
    check(drawer, request)
    report = Reporter(request_id, lease_token, position, row.num_outputs)
    attempt_id = _begin_attempt(request_id)
    started = time.monotonic()
    try:
        result: EngineResult = drawer.run(request, report)
    except EngineError as error:
        _end_attempt(attempt_id, error.code, time.monotonic() - started)
        raise
    seconds = time.monotonic() - started
    _end_attempt(attempt_id, "made", seconds)
    image_id = save_picture(row, position, request, result.pictures[0], lease_token)
    trigger_post_generation_hook(image_id, seconds, result.credits, result.pictures[0].image)
    status.change(
        request_id,
        from_=("running",),
        held_by=lease_token,
        progress=(position + 1) / row.num_outputs,
        stage="",
    )


def _begin_attempt(request_id: UUID) -> UUID:
    """Writes the intent down before the call, so that a crash in between is known."""
    with writing() as session:
        attempt = Attempt(request_id=request_id, token=secrets.token_urlsafe(32))
        session.add(attempt)
        session.flush()
        return attempt.id


def _end_attempt(attempt_id: UUID, outcome: str, seconds: float) -> None:
    with writing() as session:
        attempt = session.get_one(Attempt, attempt_id)
        attempt.outcome, attempt.seconds, attempt.finished_at = outcome, seconds, utc_now()


def _price(request_id: UUID) -> float:
    """Returns what the request came to: the sum of its pictures in the usage log."""
    spent = select(func.sum(StableDiffusionUsageLog.credits)).join(Image, Image.id == StableDiffusionUsageLog.image_id)
    return db.session.scalar(spent.where(Image.request_id == request_id)) or 0.0


def _fail(request_id: UUID, lease_token: str, code: str, sentence: str, to: str = "failed") -> None:
    status.move(request_id, to, held_by=lease_token, error_code=code, error_message=sentence[:400], stage="")
