"""What a person may still spend this month: reserved when a request is made, settled by the usage log."""

from datetime import datetime
from uuid import UUID

from flask import current_app
from sqlalchemy import ScalarSelect, func, select

from webapp.engines.registry import engine
from webapp.errors import AppError
from webapp.extensions import db
from webapp.models import ImageRequest, StableDiffusionUsageLog, User
from webapp.models.columns import utc_now
from webapp.models.image_request import IS_LIVE


class OutOfCredits(AppError):
    status = 402
    code = "no_credits"
    title = "No credits left this month"
    sentence = "This needs more credits than you have left this month. Make fewer pictures, or ask your admin."


class TooManyRunning(AppError):
    status = 429
    code = "too_many_running"
    title = "A full queue"
    sentence = "You already have many pictures on the way. Wait for some to finish, or cancel one."
    retry_after_s = 30


def estimate(model_backend: str, num_outputs: int) -> float:
    """Returns what the pictures will cost, in credits."""
    return engine(model_backend).capabilities.credits_per_picture * num_outputs


def remaining(user: User) -> float:
    """Returns the credits that `user` has left this month, without those held by requests on the way."""
    limit = current_app.config["MONTHLY_CREDITS"] if user.monthly_credits is None else user.monthly_credits
    spent, held = db.session.execute(select(_spent(user.id), _held(user.id))).one()
    return max(0.0, limit - (spent or 0.0) - (held or 0.0))


def reserve(user: User, credits_needed: float) -> None:
    """Makes sure that `user` can afford one more request. Call it inside the transaction that adds the row.

    Raises OutOfCredits or TooManyRunning.
    """
    db.session.execute(select(User.id).where(User.id == user.id).with_for_update())
    running = select(ImageRequest.id).where(ImageRequest.user_id == user.id, IS_LIVE)
    limit = current_app.config["MAX_RUNNING_PER_USER"]
    if len(db.session.scalars(running.limit(limit)).all()) >= limit:
        raise TooManyRunning
    if credits_needed > 0 and credits_needed > remaining(user):
        raise OutOfCredits


def month_start() -> datetime:
    return utc_now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _spent(user_id: UUID) -> ScalarSelect[float]:
    return (
        select(func.sum(StableDiffusionUsageLog.credits))
        .where(StableDiffusionUsageLog.user_id == user_id, StableDiffusionUsageLog.created_at >= month_start())
        .scalar_subquery()
    )


def _held(user_id: UUID) -> ScalarSelect[float]:
    return (
        select(func.sum(ImageRequest.estimated_credits))
        .where(ImageRequest.user_id == user_id, IS_LIVE)
        .scalar_subquery()
    )
