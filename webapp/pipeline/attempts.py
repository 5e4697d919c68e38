"""The calls to engines, written down before they are made and after they ended."""

import secrets
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from webapp.database import patient, writing
from webapp.extensions import db
from webapp.models import Attempt, ImageRequest
from webapp.models.columns import utc_now


@patient
def begin(request_id: UUID, position: int) -> Attempt:
    """Writes the intent down before the call, so that a crash in between is known."""
    attempt = Attempt(request_id=request_id, position=position, token=secrets.token_urlsafe(32))
    with writing() as session:
        session.add(attempt)
    return attempt


@patient
def end(attempt_id: UUID, outcome: str, seconds: float | None = None) -> bool:
    """Writes the outcome down. False when it was written before: somebody else has ended this call."""
    wanted = (
        update(Attempt)
        .where(Attempt.id == attempt_id, Attempt.finished_at.is_(None))
        .values(outcome=outcome, seconds=seconds, finished_at=utc_now())
        .returning(Attempt.id)
    )
    with writing() as session:
        return session.execute(wanted, execution_options={"synchronize_session": False}).first() is not None


@patient
def store_prediction(attempt_id: UUID, request_id: UUID, prediction_id: str) -> None:
    """Keeps the provider's id for a call, before anything else is done with it."""
    with writing() as session:
        session.execute(
            update(Attempt)
            .where(Attempt.id == attempt_id, Attempt.prediction_id.is_(None))
            .values(prediction_id=prediction_id)
        )
        session.execute(update(ImageRequest).where(ImageRequest.id == request_id).values(prediction_id=prediction_id))


def seconds_taken(request_id: UUID, position: int) -> float:
    """Returns how long the engine took for the picture at `position`, 0 when that is not known."""
    made = select(Attempt.seconds).where(
        Attempt.request_id == request_id, Attempt.position == position, Attempt.outcome == "made"
    )
    return db.session.scalar(made.order_by(Attempt.id.desc()).limit(1)) or 0.0


def open_predictions(request_id: UUID) -> Sequence[Attempt]:
    """Returns the calls of a request that its provider answers later."""
    wanted = select(Attempt).where(Attempt.request_id == request_id, *_is_waited_for())
    return db.session.scalars(wanted).all()


def all_open_predictions() -> list[UUID]:
    """Returns the ids of all calls that some provider answers later."""
    wanted = select(Attempt.id).where(*_is_waited_for()).order_by(Attempt.id)
    found = list(db.session.scalars(wanted).all())
    db.session.commit()
    return found


def has_open_call(request_id: UUID) -> bool:
    """Tells whether a call was begun of which nobody knows whether it reached the engine."""
    wanted = select(Attempt.id).where(
        Attempt.request_id == request_id, Attempt.finished_at.is_(None), Attempt.prediction_id.is_(None)
    )
    return db.session.scalar(wanted.limit(1)) is not None


def _is_waited_for() -> tuple[ColumnElement[bool], ...]:
    return Attempt.finished_at.is_(None), Attempt.prediction_id.is_not(None)
