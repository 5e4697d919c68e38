"""What a process left undone that died between two steps, done by the next one that looks."""

from datetime import timedelta

from sqlalchemy import select

from webapp.extensions import db
from webapp.models import Attempt, Image, ImageRequest, StableDiffusionUsageLog
from webapp.models.columns import first_id_at, utc_now
from webapp.models.image_request import IS_LIVE, TERMINAL
from webapp.pipeline import finish
from webapp.pipeline.hooks import trigger_last

FORGOTTEN_AFTER_S = 60.0
LOOKED_BACK = timedelta(days=1)


def finish_forgotten() -> int:
    """Ends requests that wait although all their predictions were answered. Returns how many were looked at."""
    is_waited_for = select(Attempt.id).where(
        Attempt.request_id == ImageRequest.id, Attempt.finished_at.is_(None), Attempt.prediction_id.is_not(None)
    )
    wanted = select(ImageRequest.id).where(IS_LIVE, ImageRequest.status == "waiting", ~is_waited_for.exists())
    found = db.session.scalars(wanted).all()
    db.session.commit()
    for request_id in found:
        finish.finish(request_id)
    return len(found)


def describe_forgotten(older_than_s: float = FORGOTTEN_AFTER_S) -> int:
    """Runs the hooks of pictures whose worker could not, as after a cancel. Returns how many pictures that were."""
    now = utc_now()
    wanted = (
        select(Image.id, Image.request_id)
        .join(ImageRequest, ImageRequest.id == Image.request_id)
        .outerjoin(StableDiffusionUsageLog, StableDiffusionUsageLog.image_id == Image.id)
        .where(Image.id >= first_id_at(now - LOOKED_BACK), Image.created_at <= now - timedelta(seconds=older_than_s))
        .where(ImageRequest.status.in_(TERMINAL), StableDiffusionUsageLog.id.is_(None) | (Image.small_path == ""))
    )
    found = db.session.execute(wanted).all()
    db.session.commit()
    for image_id, request_id in found:
        if request_id is not None:
            finish.describe_last(request_id)
        image = db.session.get(Image, image_id, populate_existing=True)
        if image is not None and not image.small_path:
            trigger_last(image_id)
    return len(found)
