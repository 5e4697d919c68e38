"""Takes chains of edits from step to step: called again and again, and safe to be cut off anywhere.

Each step is a request under a key of its own, so that asking twice is asking once; a run is moved on only from where it
was found.
"""

import logging
from uuid import UUID

from sqlalchemy import CursorResult, func, literal_column, select, update

from webapp.database import writing
from webapp.engines.errors import EngineError
from webapp.errors import AppError
from webapp.extensions import db
from webapp.models import ChainRun, Image, ImageRequest, User
from webapp.models.edit_chain import DONE, RUNNING, STOPPED
from webapp.models.image import IS_KEPT
from webapp.pipeline.chain_steps import wish_for
from webapp.pipeline.quota import TooManyRunning
from webapp.pipeline.submit import submit

log = logging.getLogger(__name__)

MOST_A_ROUND = 200
MOST_OF_ONE = 8
GONE = "The picture of this step is not there any more."
NOT_MADE = "This step was not finished."


def advance_all() -> int:
    """Moves on the oldest few chains of every person that has some. Returns how many it looked at."""
    turn = func.row_number().over(partition_by=ChainRun.owner_id, order_by=ChainRun.id).label("turn")
    running = select(ChainRun.id, turn).where(ChainRun.status == literal_column(f"'{RUNNING}'")).subquery()
    first = select(running.c.id).where(running.c.turn <= MOST_OF_ONE).order_by(running.c.turn).limit(MOST_A_ROUND)
    found = db.session.scalars(first).all()
    db.session.commit()
    for run_id in found:
        try:
            advance(run_id)
        except Exception:
            db.session.rollback()
            log.exception("Could not move on the chain %s; the next round will", run_id)
    return len(found)


def advance(run_id: UUID) -> None:
    """Moves one chain on: looks at the step on the way, asks for the next one, or ends."""
    run = db.session.get(ChainRun, run_id, populate_existing=True)
    if run is None or run.status != RUNNING:
        return
    if run.request_id is not None and not _take_result(run, run.request_id):
        return
    if run.step >= len(run.steps):
        _move(run, status=DONE, problem="")
        return
    _ask(run)


def stop(run: ChainRun, problem: str) -> None:
    _move(run, status=STOPPED, problem=problem[:400])


def go_on(run: ChainRun) -> None:
    """Lets a stopped run go on from the step where it stopped."""
    with writing() as session:
        session.execute(
            update(ChainRun)
            .where(ChainRun.id == run.id, ChainRun.status == STOPPED)
            .values(status=RUNNING, problem="", request_id=None, tries=ChainRun.tries + 1)
        )
    advance(run.id)


def _take_result(run: ChainRun, request_id: UUID) -> bool:
    """Tells whether the next step may begin: the one on the way is done, and its picture is the run's now."""
    request = db.session.get(ImageRequest, request_id, populate_existing=True)
    if request is None:
        stop(run, GONE)
        return False
    if request.is_live:
        return False
    if request.status != "completed":
        stop(run, request.error_message or NOT_MADE)
        return False
    made = db.session.scalar(select(Image.id).where(Image.request_id == request_id).order_by(Image.position).limit(1))
    if made is None:
        stop(run, GONE)
        return False
    return _move(run, image_id=made, step=run.step + 1, request_id=None)


def _ask(run: ChainRun) -> None:
    """Asks for the next step; where too much is on the way already, a later round does."""
    image = db.session.scalar(select(Image).where(Image.id == run.image_id, IS_KEPT))
    if image is None:
        stop(run, GONE)
        return
    user = db.session.get_one(User, run.owner_id)
    key = f"chain:{run.id}:{run.step}:{run.tries}"
    try:
        made = submit(user, wish_for(run.steps[run.step], image), key)
    except TooManyRunning:
        return
    except AppError as error:
        stop(run, error.sentence)
    except EngineError as error:
        stop(run, str(error))
    else:
        _move(run, request_id=made.id)


def _move(run: ChainRun, **values: object) -> bool:
    """Changes a run that is still where it was found. Tells whether it was."""
    was = ChainRun.id == run.id, ChainRun.status == RUNNING, ChainRun.step == run.step, ChainRun.tries == run.tries
    with writing() as session:
        result = session.execute(update(ChainRun).where(*was).values(**values))
    db.session.refresh(run)
    return isinstance(result, CursorResult) and result.rowcount == 1
