"""Files that come in by parts: begun, moved on by one part each time, put together, forgotten."""

import io
from datetime import timedelta
from uuid import UUID

from flask import current_app
from sqlalchemy import CursorResult, Select, delete, select, update

from webapp.access import own_kept
from webapp.database import writing
from webapp.errors import AppError
from webapp.extensions import db
from webapp.media import storage
from webapp.models import IncomingFile, IncomingPart
from webapp.models.columns import new_id, utc_now
from webapp.storage.keys import part_key

PART_BYTES = 1024 * 1024
KEPT_FOR = timedelta(days=1)
MOST_OPEN = 40
AT_ONCE = 100


class OutOfPlace(AppError):
    """A part that does not go on where the file stands. `received_bytes` is where to go on."""

    status = 409
    code = "out_of_place"
    sentence = "This part has come before, or one before it is missing. Nothing is lost: go on from where it stands."

    def __init__(self, received_bytes: int) -> None:
        super().__init__()
        self.received_bytes = received_bytes


class NotWhole(AppError):
    """A file of which parts are still missing."""

    status = 409
    code = "not_whole"
    sentence = "Some of this file is still on its way. Send the rest, then try again."


def begin(owner_id: UUID, name: str, size_bytes: int) -> IncomingFile:
    """Makes room for a file; of too many that were never ended, the oldest go. Raises StorageError."""
    storage().require_room(size_bytes, current_app.extensions["settings"].min_free_disk_bytes)
    mine = select(IncomingFile.id).where(IncomingFile.owner_id == owner_id).order_by(IncomingFile.id.desc())
    _forget(list(db.session.scalars(mine.offset(MOST_OPEN - 1).limit(AT_ONCE))))
    made = IncomingFile(id=new_id(), owner_id=owner_id, name=name, size_bytes=size_bytes, received_bytes=0)
    with writing() as session:
        session.add(made)
    return made


def add_part(incoming: IncomingFile, offset_bytes: int, data: bytes) -> int:
    """Keeps a part, first its file and then its row. Returns how many bytes are here now.

    Raises OutOfPlace, also when the same part comes twice at once; and StorageError.
    """
    received = incoming.received_bytes
    if offset_bytes != received or not data or received + len(data) > incoming.size_bytes:
        raise OutOfPlace(received)
    part_id, reached = new_id(), received + len(data)
    key = part_key(part_id, utc_now())
    storage().put(key, data, "application/octet-stream")
    stands = update(IncomingFile).where(IncomingFile.id == incoming.id, IncomingFile.received_bytes == received)
    with writing() as session:
        moved = session.execute(stands.values(received_bytes=reached))
        is_next = isinstance(moved, CursorResult) and moved.rowcount == 1
        if is_next:
            session.add(IncomingPart(id=part_id, incoming_id=incoming.id, offset_bytes=received, file_path=key))
    if not is_next:
        storage().delete(key)
        raise OutOfPlace(own_kept(IncomingFile, incoming.id).received_bytes)
    return reached


def whole(incoming: IncomingFile) -> io.BytesIO:
    """Returns all of the file. Raises NotWhole, and StorageError when it cannot be read now."""
    if incoming.received_bytes != incoming.size_bytes:
        raise NotWhole
    joined = io.BytesIO()
    for key in db.session.scalars(_paths([incoming.id]).order_by(IncomingPart.offset_bytes)):
        with storage().open(key) as part:
            joined.write(part.read())
    joined.seek(0)
    return joined


def forget(incoming: IncomingFile) -> None:
    """Takes the file's rows away and then its parts."""
    _forget([incoming.id])


def forget_old() -> int:
    """Forgets files that were begun more than a day ago, up to AT_ONCE, and returns how many."""
    old = select(IncomingFile.id).where(IncomingFile.created_at < utc_now() - KEPT_FOR)
    return _forget(list(db.session.scalars(old.order_by(IncomingFile.created_at).limit(AT_ONCE))))


def _forget(ids: list[UUID]) -> int:
    if ids:
        with writing() as session:
            paths = list(session.scalars(_paths(ids)))
            session.execute(delete(IncomingPart).where(IncomingPart.incoming_id.in_(ids)))
            session.execute(delete(IncomingFile).where(IncomingFile.id.in_(ids)))
        storage().delete_many(paths)
    return len(ids)


def _paths(ids: list[UUID]) -> Select[str]:
    return select(IncomingPart.file_path).where(IncomingPart.incoming_id.in_(ids))
