"""Lets an engine rest that is out of credit, misconfigured or keeps failing, and says so to the admin."""

from datetime import timedelta

from sqlalchemy import select

from webapp.database import writing
from webapp.engines.errors import EngineError, LostContact, NotConfigured, OutOfCredit, RateLimited, Unreachable
from webapp.extensions import db
from webapp.models import EngineState
from webapp.models.columns import utc_now

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
    """Forgets the failures so far."""
    state = db.session.get(EngineState, name)
    if state is not None and (state.failures or state.rests_until):
        with writing():
            state.failures, state.rests_until = 0, None


def note_failure(name: str, error: EngineError) -> None:
    """Keeps the error for the admin, and lets the engine rest when more of the same is to be expected."""
    is_final = isinstance(error, OutOfCredit | NotConfigured)
    if not is_final and not isinstance(error, COUNTED):
        return
    with writing() as session:
        state = session.get(EngineState, name) or EngineState(name=name, failures=0)
        session.add(state)
        state.failures += 1
        state.last_error, state.last_error_code, state.last_error_at = str(error)[:400], error.code, utc_now()
        if is_final:
            state.rests_until = utc_now() + LONG_REST
        elif state.failures >= FAILURES_UNTIL_REST:
            state.rests_until = utc_now() + SHORT_REST
