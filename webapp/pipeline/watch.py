"""Waits for providers that answer later: one process asks for hundreds of predictions, and holds no worker.

It starts from the rows alone, so that a restart loses nothing. A webhook only makes it look sooner.
"""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from flask import Flask
from sqlalchemy.exc import IntegrityError

from webapp.engines.base import LaterEngine
from webapp.engines.errors import EngineError, RateLimited, Stopped
from webapp.engines.registry import engine
from webapp.engines.types import EngineRequest, EngineResult, Waiting
from webapp.extensions import db
from webapp.models import Attempt, ImageRequest
from webapp.models.columns import utc_now
from webapp.pipeline import attempts, breaker, finish, status, usage_log
from webapp.pipeline.engine_request import engine_request
from webapp.pipeline.hooks import trigger_first, trigger_last
from webapp.pipeline.save import save_picture

log = logging.getLogger(__name__)

THREADS = 16
ASK_AGAIN_S = 2.0
LONGEST_ROUND_S = 2.0
LONGEST_WAIT = timedelta(hours=6)

Afterwards = Callable[[UUID], None]


class Watcher:
    """Remembers when each open prediction may be asked for again, on this process's own steady clock."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._due: dict[UUID, float] = {}
        self._asked: dict[UUID, Future[float]] = {}
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="watch")
        self._late = ThreadPoolExecutor(1, thread_name_prefix="describe")

    def round(self) -> int:
        """Asks once for every prediction that is due, many at a time. Returns how many were asked.

        Waits for the answers, yet not for a provider that is slow: those come in a later round.
        """
        with self._app.app_context():
            waiting = attempts.all_open_predictions()
        self._due = {attempt_id: self._due.get(attempt_id, 0.0) for attempt_id in waiting}
        now = time.monotonic()
        due = [each for each in waiting if self._due[each] <= now and each not in self._asked]
        self._asked |= {attempt_id: self._pool.submit(self._ask, attempt_id) for attempt_id in due}
        wait(self._asked.values(), LONGEST_ROUND_S)
        self._take_answers()
        return len(due)

    def _take_answers(self) -> None:
        for attempt_id, asked in [each for each in self._asked.items() if each[1].done()]:
            del self._asked[attempt_id]
            self._due[attempt_id] = time.monotonic() + asked.result()

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._late.shutdown(cancel_futures=True)

    def _describe_later(self, image_id: UUID) -> None:
        """Leaves thumbnails to one thread of their own: when hundreds come at once, all of them come first."""
        with suppress(RuntimeError):  # the studio is closing: the next one does it
            self._late.submit(self._describe, image_id)

    def _describe(self, image_id: UUID) -> None:
        with self._app.app_context():
            trigger_last(image_id)

    def _ask(self, attempt_id: UUID) -> float:
        try:
            with self._app.app_context():
                return ask(attempt_id, self._describe_later)
        except Exception:
            log.exception("Could not ask for prediction of attempt %s; asking again", attempt_id)
            return ASK_AGAIN_S


def ask(attempt_id: UUID, afterwards: Afterwards = trigger_last) -> float:
    """Asks a provider once for one prediction and takes in what it says. Returns when to ask again, in seconds.

    `afterwards` is called with the id of a picture that came, when its request has ended.
    """
    attempt = db.session.get_one(Attempt, attempt_id)
    row = db.session.get_one(ImageRequest, attempt.request_id)
    drawer = engine(row.model_backend)
    if attempt.finished_at is not None or attempt.prediction_id is None or not isinstance(drawer, LaterEngine):
        return ASK_AGAIN_S
    if not row.is_live:
        return _drop(attempt, drawer)
    request = engine_request(row, attempt.position)
    db.session.commit()
    try:
        answer = drawer.collect(attempt.prediction_id, request)
    except RateLimited as error:
        return error.retry_after_s
    except EngineError as error:
        return _troubled(attempt, row, error)
    if isinstance(answer, Waiting):
        return _still_waiting(attempt, row, answer)
    return _take_in(attempt, row, request, answer, afterwards)


def _still_waiting(attempt: Attempt, row: ImageRequest, answer: Waiting) -> float:
    if utc_now() - attempt.started_at > LONGEST_WAIT:
        return _lose(attempt, row, "engine_timeout", finish.UNFINISHED)
    stage = answer.stage or ("In the engine's own line" if answer.place else "The engine is drawing")
    told = f"{stage} · {answer.place}" if answer.place else stage
    progress = max(row.progress, (attempt.position + answer.progress) / row.num_outputs)
    if (told, round(progress, 2)) != (row.stage, round(row.progress, 2)):
        status.change(row.id, from_=("waiting",), stage=told[:80], progress=progress)
    return answer.ask_again_s


def _take_in(
    attempt: Attempt, row: ImageRequest, request: EngineRequest, result: EngineResult, afterwards: Afterwards
) -> float:
    """Saves what arrived. Whoever comes second (a webhook and the poller) finds the picture there and stops."""
    seconds = (utc_now() - attempt.started_at).total_seconds()
    picture = result.pictures[0]
    image_id = None
    try:
        image_id = save_picture(row, attempt.position, request, picture, None)
        trigger_first(image_id, seconds, result.credits, picture.image)
    except (IntegrityError, Stopped):
        log.info("The picture of attempt %s is there already, or not wanted any more", attempt.id)
    if attempts.end(attempt.id, attempts.MADE, seconds):
        breaker.note_success(row.model_backend)
        finish.finish(row.id)
    if image_id is not None:
        afterwards(image_id)
    return ASK_AGAIN_S


def _troubled(attempt: Attempt, row: ImageRequest, error: EngineError) -> float:
    breaker.note_failure(row.model_backend, error)
    is_over = utc_now() - attempt.started_at > LONGEST_WAIT
    if error.is_worth_retrying and not is_over:
        return ASK_AGAIN_S * 5
    return _lose(attempt, row, error.code, str(error), error.spent_credits)


def _lose(attempt: Attempt, row: ImageRequest, code: str, sentence: str, spent_credits: float = 0.0) -> float:
    """Ends a call without a picture. Pictures of the same request that are still waited for are let finish first.

    The reason is written down before the end: a process that dies in between is asked for it once more.
    """
    status.change(row.id, error_code=code, error_message=sentence[: finish.SENTENCES_KEPT])
    if attempts.end(attempt.id, code):
        usage_log.log_loss(row, spent_credits, (utc_now() - attempt.started_at).total_seconds())
        finish.finish(row.id)
    return ASK_AGAIN_S


def _drop(attempt: Attempt, drawer: LaterEngine) -> float:
    """The person cancelled: tells the provider once, and forgets the prediction."""
    if attempt.prediction_id is not None and attempts.end(attempt.id, "cancelled"):
        drawer.cancel(attempt.prediction_id)
    return ASK_AGAIN_S
