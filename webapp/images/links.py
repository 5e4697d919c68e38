"""How many links lead to a picture."""

from sqlalchemy import or_, select

from webapp.extensions import db
from webapp.models import Image, ShareLink
from webapp.models.columns import utc_now

MOST_COUNTED = 50


def open_links(image: Image) -> int:
    """Returns how many links to the picture are open, at most MOST_COUNTED."""
    is_kept = or_(ShareLink.expires_at.is_(None), ShareLink.expires_at > utc_now())
    its = select(ShareLink.id).where(ShareLink.kind == "image", ShareLink.thing_id == image.id)
    return len(db.session.scalars(its.where(ShareLink.revoked_at.is_(None), is_kept).limit(MOST_COUNTED)).all())
