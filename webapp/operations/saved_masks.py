"""Masks that people keep under a name: keeping one, choosing one, forgetting one."""

from uuid import UUID

from sqlalchemy import select

from webapp.database import writing
from webapp.extensions import db
from webapp.media import storage
from webapp.models import SavedMask
from webapp.models.columns import new_id, utc_now
from webapp.storage.keys import mask_key

MOST_MASKS = 60


def masks_of(owner_id: UUID) -> list[SavedMask]:
    """Returns a person's masks, newest first."""
    mine = select(SavedMask).where(SavedMask.owner_id == owner_id).order_by(SavedMask.id.desc()).limit(MOST_MASKS)
    return list(db.session.scalars(mine))


def mask_data(mask: SavedMask) -> bytes:
    """Returns the mask's PNG. Raises StorageError when it cannot be read now."""
    with storage().open(mask.file_path) as stream:
        return stream.read()


def keep_mask(owner_id: UUID, name: str, data: bytes) -> SavedMask:
    """Stores the mask's PNG, then its row."""
    now = utc_now()
    mask = SavedMask(id=new_id(), owner_id=owner_id, name=name, created_at=now)
    mask.file_path = mask_key(mask.id, now)
    storage().put(mask.file_path, data, "image/png")
    with writing() as session:
        session.add(mask)
    return mask


def forget_mask(mask: SavedMask) -> None:
    """Takes the row away, then the file: what a crash leaves between them the sweep clears."""
    key = mask.file_path
    with writing() as session:
        session.delete(mask)
    storage().delete(key)
