"""What may still be spent this month: reserved when a request is made, settled by the usage log."""

from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy import ColumnElement, ScalarSelect, func, select

from webapp.engines.registry import engine
from webapp.engines.types import EngineRequest
from webapp.errors import AppError
from webapp.extensions import db
from webapp.models import ImageRequest, SiteQuota, StableDiffusionUsageLog, User
from webapp.models.columns import utc_now
from webapp.models.image_request import IS_LIVE


class OutOfCredits(AppError):
    status = 402
    code = "no_credits"
    title = "No credits left this month"
    sentence = "This needs more credits than you have left this month. Make fewer pictures, or ask your admin."


class StudioOutOfCredits(OutOfCredits):
    sentence = "This needs more credits than the studio has left this month. Make fewer pictures, or ask your admin."


class TooManyRunning(AppError):
    status = 429
    code = "too_many_running"
    title = "A full queue"
    sentence = "You already have many pictures on the way. Wait for some to finish, or cancel one."
    retry_after_s = 30


@dataclass(frozen=True, slots=True)
class Allowance:
    """Credits of a month: the limit (None: there is none), what was spent, and what waits for pictures on the way."""

    limit: float | None
    spent: float
    held: float

    @property
    def left(self) -> float:
        """What is left to spend; infinite without a limit."""
        return float("inf") if self.limit is None else max(0.0, self.limit - self.spent - self.held)


def estimate(model_backend: str, request: EngineRequest) -> float:
    """Returns what `request` will cost with all its pictures, in credits. It may cost nothing but a look-up."""
    return engine(model_backend).price(request)


def price_of(row: ImageRequest, num_outputs: int) -> float:
    """Returns what `num_outputs` pictures of a request cost, in credits."""
    asked = EngineRequest(
        prompt=row.prompt,
        operation=row.operation,
        model=row.model or "",
        width_px=row.width_px,
        height_px=row.height_px,
        num_outputs=num_outputs,
        steps=row.steps,
        scheduler=row.scheduler,
        params=row.params or {},
    )
    return estimate(row.model_backend, asked)


def allowance(user: User) -> Allowance:
    """Returns the credits of `user` this month."""
    return _own(user)[0]


def site_allowance() -> Allowance:
    """Returns the credits of everybody together this month."""
    spent, held, limit = _sums()
    return Allowance(limit, spent, held)


def site_limit() -> float | None:
    return db.session.scalar(select(SiteQuota.monthly_credits))


def remaining(user: User) -> float:
    """Returns the credits that `user` can still spend this month: their own, or the studio's when those are fewer."""
    own, limit_of_all = _own(user)
    return own.left if limit_of_all is None else min(own.left, site_allowance().left)


def take_turn(user: User) -> None:
    """Makes other requests of this person wait until the transaction ends."""
    db.session.execute(select(User.id).where(User.id == user.id).with_for_update())


def reserve(user: User, credits_needed: float) -> None:
    """Makes sure that one more request can be afforded. Call it after take_turn, in the transaction that adds the row.

    Raises OutOfCredits or TooManyRunning.
    """
    running = select(ImageRequest.id).where(ImageRequest.user_id == user.id, IS_LIVE)
    limit = current_app.config["MAX_RUNNING_PER_USER"]
    if len(db.session.scalars(running.limit(limit)).all()) >= limit:
        raise TooManyRunning
    if credits_needed <= 0:
        return
    if credits_needed > allowance(user).left:
        raise OutOfCredits
    if _locked_site_limit() is not None and credits_needed > site_allowance().left:
        raise StudioOutOfCredits


def month_start(now: datetime | None = None) -> datetime:
    return (now or utc_now()).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _locked_site_limit() -> float | None:
    """Returns the studio's limit. When it has one, nobody else reserves until this transaction ends."""
    has_limit = SiteQuota.monthly_credits.is_not(None)
    return db.session.scalar(select(SiteQuota.monthly_credits).where(has_limit).with_for_update())


def _own(user: User) -> tuple[Allowance, float | None]:
    """Returns the credits of `user` and the studio's limit, in one query."""
    mine = StableDiffusionUsageLog.user_id == user.id, ImageRequest.user_id == user.id
    spent, held, limit_of_all = _sums(*mine)
    limit = current_app.config["MONTHLY_CREDITS"] if user.monthly_credits is None else user.monthly_credits
    return Allowance(limit, spent, held), limit_of_all


def _sums(
    of_log: ColumnElement[bool] | None = None, of_request: ColumnElement[bool] | None = None
) -> tuple[float, float, float | None]:
    """Returns what was spent this month, what is held now, and the studio's limit, in one query."""
    logs = [StableDiffusionUsageLog.created_at >= month_start()] + ([] if of_log is None else [of_log])
    rows = [IS_LIVE] + ([] if of_request is None else [of_request])
    limit = select(SiteQuota.monthly_credits).scalar_subquery()
    sums = select(_spent(*logs), _held(*rows), _settled(*rows), limit)
    spent, held, settled, limit_of_all = db.session.execute(sums).one()
    return spent or 0.0, max(0.0, (held or 0.0) - (settled or 0.0)), limit_of_all


def _spent(*conditions: ColumnElement[bool]) -> ScalarSelect[float]:
    return select(func.sum(StableDiffusionUsageLog.credits)).where(*conditions).scalar_subquery()


def _held(*conditions: ColumnElement[bool]) -> ScalarSelect[float]:
    return select(func.sum(ImageRequest.estimated_credits)).where(*conditions).scalar_subquery()


def _settled(*conditions: ColumnElement[bool]) -> ScalarSelect[float]:
    """What requests on the way have spent already, and so hold no more."""
    logs = select(func.sum(StableDiffusionUsageLog.credits)).join(
        ImageRequest, ImageRequest.id == StableDiffusionUsageLog.request_id
    )
    return logs.where(*conditions).scalar_subquery()
