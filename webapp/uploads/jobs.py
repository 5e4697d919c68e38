"""The rows of imports: begun, moved on by one file each time, and ended."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any, BinaryIO
from uuid import UUID

from flask import abort, current_app
from flask_login import current_user
from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from webapp.database import writing
from webapp.errors import TooMany
from webapp.extensions import db
from webapp.media import storage
from webapp.models import ImportJob, ImportSkip
from webapp.models.columns import new_id, utc_now
from webapp.storage.keys import import_key
from webapp.uploads.forms import About

LEASE = timedelta(seconds=90)
LIVE = "live"
MOST_LIVE = 3
SHOWN = 5
SKIPS_A_PAGE = 100
ENDS = ("done", "failed", "cancelled")


class TooManyImports(TooMany):
    """So many imports of this person are on their way that another has to wait."""

    sentence = "Some ZIPs of yours are still on their way in. Wait until one of them is through."
    retry_after_s = 15


def begin(
    owner_id: UUID, title: str, stream: BinaryIO, count: int, about: About, beside: Callable[[Session], None]
) -> UUID:
    """Keeps a ZIP of `count` files and then the row that names it; `beside` is done with it. Raises StorageError."""
    job_id, now = new_id(), utc_now()
    size_bytes = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    key = import_key(job_id, now)
    storage().require_room(size_bytes, current_app.extensions["settings"].min_free_disk_bytes)
    storage().put(key, stream, "application/zip")
    with writing() as session:
        session.add(
            ImportJob(
                id=job_id,
                owner_id=owner_id,
                title=title,
                file_path=key,
                purpose=about.purpose,
                tags=about.tags,
                entry_count=count,
                created_at=now,
            )
        )
        beside(session)
    return job_id


def own_job(job_id: UUID) -> ImportJob:
    """Returns the caller's own import as it is now, else 404."""
    job = db.session.get(ImportJob, job_id, populate_existing=True)
    if job is None or job.owner_id != current_user.id:
        abort(404)
    return job


def newest_jobs(owner_id: UUID) -> list[ImportJob]:
    """Returns a person's newest imports."""
    mine = select(ImportJob).where(ImportJob.owner_id == owner_id).order_by(ImportJob.id.desc())
    return list(db.session.scalars(mine.limit(SHOWN)))


def has_too_many(owner_id: UUID) -> bool:
    """Tells whether so many imports of this person are on their way that another has to wait."""
    live = select(ImportJob.id).where(ImportJob.owner_id == owner_id, ImportJob.status == LIVE)
    return len(db.session.scalars(live.limit(MOST_LIVE)).all()) >= MOST_LIVE


def skips_of(job_id: UUID, after: int) -> tuple[list[ImportSkip], int | None]:
    """Returns a page of what was left out, and the number to go on behind."""
    left = select(ImportSkip).where(ImportSkip.job_id == job_id, ImportSkip.number > after)
    rows = list(db.session.scalars(left.order_by(ImportSkip.number).limit(SKIPS_A_PAGE + 1)))
    more = rows[SKIPS_A_PAGE - 1].number if len(rows) > SKIPS_A_PAGE else None
    return rows[:SKIPS_A_PAGE], more


def claim() -> UUID | None:
    """Gives the import whose turn it is to this worker, None when there is none."""
    now = utc_now()
    is_free = (ImportJob.lease_until.is_(None)) | (ImportJob.lease_until < now)
    waiting = select(ImportJob.id).where(ImportJob.status == LIVE, is_free)
    with writing() as session:
        job_id = session.scalar(waiting.order_by(ImportJob.lease_until.nulls_first(), ImportJob.id).limit(1))
        if job_id is None or not _change(session, job_id, is_free, lease_until=now + LEASE):
            return None
    return job_id


def release(job_id: UUID) -> None:
    """Lets the next one have its turn."""
    with writing() as session:
        _change(session, job_id, lease_until=utc_now())


def is_live(job_id: UUID) -> bool:
    return db.session.scalar(select(ImportJob.status).where(ImportJob.id == job_id)) == LIVE


def move_on(session: Session, job_id: UUID, number: int, counter: str, read_bytes: int) -> None:
    """Notes in the transaction of `session` that file `number` is dealt with: taken, known or skipped."""
    column = getattr(ImportJob, f"{counter}_count")
    values = {
        column: column + 1,
        ImportJob.read_bytes: ImportJob.read_bytes + read_bytes,
        ImportJob.next_entry: number + 1,
        ImportJob.lease_until: utc_now() + LEASE,
    }
    session.execute(update(ImportJob).where(ImportJob.id == job_id, ImportJob.next_entry == number).values(values))


def end(job_id: UUID, status: str, words: str = "") -> None:
    """Ends an import that is on its way, and then removes its ZIP."""
    with writing() as session:
        key = session.scalar(select(ImportJob.file_path).where(ImportJob.id == job_id))
        is_ours = _change(session, job_id, status=status, error_message=words, file_path="", finished_at=utc_now())
    if is_ours and key:
        storage().delete(key)


def _change(session: Session, job_id: UUID, *conditions: Any, **values: Any) -> bool:
    change = update(ImportJob).where(ImportJob.id == job_id, ImportJob.status == LIVE, *conditions).values(values)
    result = session.execute(change)
    return isinstance(result, CursorResult) and result.rowcount == 1
