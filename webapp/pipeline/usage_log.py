"""Writes down what engines took, and adds it up."""

from uuid import UUID

from sqlalchemy import func, select

from webapp.database import patient, writing
from webapp.extensions import db
from webapp.models import Image, ImageRequest, StableDiffusionUsageLog
from webapp.pipeline import quota


def log_picture(row: ImageRequest, image: Image, seconds: float, credits_used: float | None) -> None:
    """Writes down what a picture cost, once: by the engine's own figure, else by its price."""
    logged = select(StableDiffusionUsageLog.id).where(StableDiffusionUsageLog.image_id == image.id)
    if db.session.scalar(logged) is not None:
        return
    cost = quota.price_of(row, 1) if credits_used is None else credits_used
    _write(row, image.id, image.width_px, image.height_px, cost, seconds)


@patient
def log_loss(row: ImageRequest, spent_credits: float, seconds: float) -> None:
    """Writes down what a call cost that gave no picture, where it cost anything."""
    if spent_credits > 0:
        _write(row, None, 0, 0, spent_credits, seconds)


def spent_on(request_id: UUID) -> float:
    """Returns what a request came to so far, in credits."""
    logs = select(func.sum(StableDiffusionUsageLog.credits)).where(StableDiffusionUsageLog.request_id == request_id)
    return db.session.scalar(logs) or 0.0


def _write(
    row: ImageRequest, image_id: UUID | None, width_px: int, height_px: int, cost: float, seconds: float
) -> None:
    version = row.prompt_helper_version
    made = StableDiffusionUsageLog(
        user_id=row.user_id,
        image_id=image_id,
        request_id=row.id,
        model_backend=row.model_backend,
        model=row.model,
        operation=row.operation,
        style=version.prompt_helper.name if version else "",
        width_px=width_px,
        height_px=height_px,
        steps=row.steps,
        credits=cost,
        seconds=seconds,
    )
    with writing() as session:
        session.add(made)
