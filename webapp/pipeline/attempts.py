"""The calls to engines, written down before they are made and after they ended."""

import secrets
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, select, update

from webapp.database import patient, writing
from webapp.engines.errors import Stopped
from webapp.extensions import db
from webapp.models import Attempt, Image, ImageRequest
from webapp.models.columns import utc_now

MADE = "made"


@patient
def begin(request_id: UUID, position: int, held_by: str | None = None) -> Attempt:
    """Writes the intent down before the call, so that a crash in between is known.

    Raises Stopped when, with `held_by`, the request is another worker's by now: the call would be made twice.
    """
    attempt = Attempt(request_id=request_id, position=position, token=secrets.token_urlsafe(32))
    with writing() as session:
        ours = select(ImageRequest.id).where(ImageRequest.id == request_id, ImageRequest.lease_token == held_by)
        if held_by is not None and session.scalar(ours.with_for_update()) is None:
            raise Stopped
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
        Attempt.request_id == request_id, Attempt.position == position, Attempt.outcome == MADE
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


def has_unkept_call(request_id: UUID) -> bool:
    """Tells whether a call was begun that may have been paid for and whose picture nobody will bring.

    Either nobody knows whether it reached the engine, or its picture was lost before it was stored.
    """
    is_kept = select(Image.id).where(Image.request_id == Attempt.request_id, Image.position == Attempt.position)
    is_unknown = Attempt.finished_at.is_(None) & Attempt.prediction_id.is_(None)
    wanted = select(Attempt.id).where(
        Attempt.request_id == request_id, is_unknown | (Attempt.outcome == MADE), ~is_kept.exists()
    )
    return db.session.scalar(wanted.limit(1)) is not None


def answered_positions(request_id: UUID) -> set[int]:
    """Returns the positions whose prediction has ended, well or not: asking again would be paid for again."""
    wanted = select(Attempt.position).where(
        Attempt.request_id == request_id, Attempt.finished_at.is_not(None), Attempt.prediction_id.is_not(None)
    )
    return set(db.session.scalars(wanted).all())


def _is_waited_for() -> tuple[ColumnElement[bool], ...]:
    return Attempt.finished_at.is_(None), Attempt.prediction_id.is_not(None)
