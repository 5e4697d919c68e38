"""Files that come in by parts: begun, moved on by one part each time, put together, forgotten."""

from collections.abc import Callable
from datetime import timedelta
from typing import BinaryIO, TypeVar
from uuid import UUID

from flask import abort, current_app
from sqlalchemy import CursorResult, Select, delete, select, update
from sqlalchemy.orm import Session

from webapp.access import own_kept
from webapp.database import writing
from webapp.errors import AppError
from webapp.extensions import db
from webapp.media import storage
from webapp.models import IncomingFile, IncomingPart
from webapp.models.columns import new_id, utc_now
from webapp.storage.keys import part_key
from webapp.uploads.joined import joined

PART_BYTES = 1024 * 1024
KEPT_FOR = timedelta(days=1)
AT_ONCE = 100
PICTURE, ZIP = "picture", "zip"
# How many files of a kind one person may have begun and not finished.
MOST_OPEN = {PICTURE: 40, ZIP: 3}

T = TypeVar("T")


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


def begin(owner_id: UUID, kind: str, name: str, size_bytes: int) -> IncomingFile:
    """Makes room for a file; of too many that were never ended, the oldest go. Raises StorageError."""
    storage().require_room(size_bytes, current_app.extensions["settings"].min_free_disk_bytes)
    mine = select(IncomingFile.id).where(IncomingFile.owner_id == owner_id, IncomingFile.kind == kind)
    newest = mine.order_by(IncomingFile.id.desc())
    _forget(list(db.session.scalars(newest.offset(MOST_OPEN[kind] - 1).limit(AT_ONCE))))
    made = IncomingFile(id=new_id(), owner_id=owner_id, kind=kind, name=name, size_bytes=size_bytes, received_bytes=0)
    with writing() as session:
        session.add(made)
    return made


def begun(owner_id: UUID, kind: str) -> list[IncomingFile]:
    """Returns a person's files of a kind that were begun and not finished, the newest first."""
    mine = select(IncomingFile).where(IncomingFile.owner_id == owner_id, IncomingFile.kind == kind)
    return list(db.session.scalars(mine.order_by(IncomingFile.id.desc()).limit(MOST_OPEN[kind])))


def own(incoming_id: UUID, kind: str) -> IncomingFile:
    """Returns the caller's own file if it is of this kind, else 404."""
    found = own_kept(IncomingFile, incoming_id)
    if found.kind != kind:
        abort(404)
    return found


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


def whole(incoming: IncomingFile) -> BinaryIO:
    """Returns all of the file as a stream, which raises StorageError when it cannot be read now. Raises NotWhole."""
    if incoming.received_bytes != incoming.size_bytes:
        raise NotWhole
    parts = select(IncomingPart.offset_bytes, IncomingPart.file_path).where(IncomingPart.incoming_id == incoming.id)
    rows = db.session.execute(parts.order_by(IncomingPart.offset_bytes)).all()
    return joined(storage(), rows, incoming.size_bytes)


def become(incoming: IncomingFile, made: Callable[[Callable[[Session], None]], T]) -> T:
    """Returns what `made` makes of the file. In its transaction it calls what it is given, which takes the rows away.

    So a file becomes one thing only: the second of two that come at once finds it gone (404). The parts go last.
    """
    paths: list[str] = []
    result = made(lambda session: paths.extend(_rows_gone(session, [incoming.id]) or abort(404)))
    storage().delete_many(paths)
    return result


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
            paths = _rows_gone(session, ids)
        storage().delete_many(paths)
    return len(ids)


def _rows_gone(session: Session, ids: list[UUID]) -> list[str]:
    """Returns the names of the parts, whose files go once the transaction has ended; none when others were faster."""
    paths = list(session.scalars(_paths(ids)))
    gone = session.execute(delete(IncomingFile).where(IncomingFile.id.in_(ids)))
    return paths if isinstance(gone, CursorResult) and gone.rowcount else []


def _paths(ids: list[UUID]) -> Select[str]:
    return select(IncomingPart.file_path).where(IncomingPart.incoming_id.in_(ids))
