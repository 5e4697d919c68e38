"""Empties the trash: pictures deleted a month ago lose their row and then their files."""

from datetime import timedelta

from sqlalchemy import delete, select

from webapp.database import writing
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Image
from webapp.models.columns import utc_now
from webapp.pipeline.originals import original_of
from webapp.tag_counts import counting

KEPT_FOR = timedelta(days=30)
AT_ONCE = 200


def empty_trash() -> int:
    """Removes up to AT_ONCE pictures whose time is over, and returns how many. Usage stays logged."""
    over = select(Image).where(Image.deleted_at < utc_now() - KEPT_FOR).limit(AT_ONCE)
    images = db.session.scalars(over).all()
    if not images:
        db.session.commit()
        return 0
    paths = [path for image in images for path in _paths(image)]
    ids = [image.id for image in images]
    with writing() as session, counting(session, ids):
        session.execute(delete(Image).where(Image.id.in_(ids)))
    storage().delete_many(paths)
    return len(images)


def _paths(image: Image) -> list[str]:
    return [path for path in (image.file_path, image.small_path, image.large_path, original_of(image)) if path]
