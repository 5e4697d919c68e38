"""Lets an engine rest that is out of credit, misconfigured or keeps failing, and says so to the admin."""

import logging
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.database import writing
from webapp.engines.errors import EngineError, LostContact, NotConfigured, OutOfCredit, RateLimited, Unreachable
from webapp.extensions import db
from webapp.models import EngineState
from webapp.models.columns import utc_now
from webapp.pipeline import offer

log = logging.getLogger(__name__)

FAILURES_UNTIL_REST = 5
SHORT_REST = timedelta(minutes=1)
LONG_REST = timedelta(minutes=10)
COUNTED = (Unreachable, LostContact, RateLimited)


class Resting(EngineError):
    """Nothing is sent to the engine for a while."""

    code = "engine_resting"
    sentence = "This engine has trouble right now and rests for a few minutes. Try again then, or choose another."


def require_awake(name: str) -> None:
    """Raises Resting while the engine called `name` rests; the first call afterwards is the trial."""
    rests_until = db.session.scalar(select(EngineState.rests_until).where(EngineState.name == name))
    if rests_until is not None and rests_until > utc_now():
        raise Resting


def note_success(name: str) -> None:
    """Forgets the failures so far: the engine is awake. What the last error was stays to be read."""
    state = db.session.get(EngineState, name)
    if state is not None and (state.failures or state.rests_until):
        with writing():
            state.failures, state.rests_until = 0, None
        offer.forget()


def note_failure(name: str, error: EngineError) -> None:
    """Keeps the error for the admin, and lets the engine rest when more of the same is to be expected."""
    is_final = isinstance(error, OutOfCredit | NotConfigured)
    if not is_final and not isinstance(error, COUNTED):
        return
    with writing() as session:
        state = state_to_change(session, name)
        state.failures += 1
        state.last_error, state.last_error_code, state.last_error_at = str(error)[:400], error.code, utc_now()
        if is_final:
            state.rests_until = utc_now() + LONG_REST
        elif state.failures >= FAILURES_UNTIL_REST:
            state.rests_until = utc_now() + SHORT_REST
    offer.forget()


def state_to_change(session: Session, name: str) -> EngineState:
    """Returns what is remembered of an engine, made if there is nothing yet, and locked until the transaction ends."""
    locked = select(EngineState).where(EngineState.name == name).with_for_update()
    found = session.scalar(locked, execution_options={"populate_existing": True})
    if found is not None:
        return found
    try:
        with session.begin_nested():
            session.add(EngineState(name=name))
    except IntegrityError:
        log.info("Another process has just made the row of %s", name)
    return session.scalars(locked).one()
