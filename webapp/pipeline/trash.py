"""Empties the trash: pictures deleted a month ago lose their row and then their files."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, delete, select, update

from webapp.database import writing
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Image, Narration
from webapp.models.columns import utc_now
from webapp.models.image import IS_IN_TRASH
from webapp.pipeline.originals import original_of
from webapp.tag_counts import counting

KEPT_FOR = timedelta(days=30)
AT_ONCE = 200
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def empty_trash() -> int:
    """Removes up to AT_ONCE pictures whose time is over, and returns how many. Usage stays logged."""
    return _purge(select(Image).where(Image.deleted_at < utc_now() - KEPT_FOR).limit(AT_ONCE))


def purge_many(owner_id: UUID, ids: Iterable[UUID] | None = None) -> int:
    """Removes up to AT_ONCE pictures that lie in the person's trash, these or any, and returns how many."""
    lying = select(Image).where(Image.owner_id == owner_id, IS_IN_TRASH)
    chosen = lying if ids is None else lying.where(Image.id.in_(list(ids)))
    return _purge(chosen.order_by(Image.id).limit(AT_ONCE))


def _purge(over: Select[Image]) -> int:
    """Removes the rows that are over at this very moment, and then their files: one taken back just now stays."""
    with writing() as session:
        images = session.scalars(over.with_for_update()).all()
        paths = [path for image in images for path in _paths(image)]
        ids = [image.id for image in images]
        if ids:
            paths += _sounds(ids)
            with counting(session, ids):
                session.execute(delete(Image).where(Image.id.in_(ids)))
    storage().delete_many(paths)
    return len(ids)


def can_come_back() -> ColumnElement[bool]:
    """Returns the condition of deleted pictures whose time is not over."""
    return Image.deleted_at >= utc_now() - KEPT_FOR


def empty_trash_of(owner_id: UUID) -> None:
    """Ends the time of all that a person has deleted, at once; rows and files go as `empty_trash` comes to them."""
    with writing() as session:
        session.execute(update(Image).where(Image.owner_id == owner_id, IS_IN_TRASH).values(deleted_at=LONG_AGO))
    empty_trash()


def _paths(image: Image) -> list[str]:
    return [path for path in (image.file_path, image.small_path, image.large_path, original_of(image)) if path]


def _sounds(image_ids: list[UUID]) -> list[str]:
    """Returns the files of what was read aloud to these pictures: its rows go with theirs."""
    rows = select(Narration.ogg_path, Narration.mp3_path).where(Narration.image_id.in_(image_ids))
    return [path for paths in db.session.execute(rows) for path in paths if path]
