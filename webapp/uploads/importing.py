"""Bringing in a ZIP, some seconds at a time; what a worker did not finish, the next slice goes on with."""

import logging
import time
import zipfile
from functools import partial
from uuid import UUID

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.database import writing
from webapp.errors import AppError, Busy
from webapp.extensions import db
from webapp.media import storage
from webapp.models import ImportJob, ImportSkip
from webapp.queue import IMPORTS_QUEUE, QueueAway, enqueue_alone
from webapp.storage.errors import StorageError
from webapp.uploads import jobs
from webapp.uploads.forms import About
from webapp.uploads.names import shown_name
from webapp.uploads.taking import take
from webapp.uploads.zips import MAX_UNPACKED_BYTES, BadZip, Skipped, files_in, name_in, open_zip, read_file

log = logging.getLogger(__name__)

TASK = "tasks.importing.import_pictures"
SLICE_S = 20.0
TOO_MUCH = "There is more in this ZIP than 1 GB. What was read until then is here; put the rest into another one."


def hand_over() -> bool:
    """Asks a worker to go on with the imports, unless one is at it or Redis is away. Tells whether it did."""
    is_waiting = db.session.scalar(select(ImportJob.id).where(ImportJob.status == jobs.LIVE).limit(1)) is not None
    db.session.commit()
    try:
        return is_waiting and enqueue_alone(TASK, IMPORTS_QUEUE)
    except QueueAway:
        return False


def import_slice(seconds: float = SLICE_S) -> None:
    """Goes on with the import whose turn it is, for some seconds."""
    job_id = jobs.claim()
    if job_id is None:
        return
    try:
        _go_on(job_id, time.monotonic() + seconds)
    except BadZip as bad:
        jobs.end(job_id, "failed", str(bad))
    except (Busy, StorageError) as error:
        if isinstance(error, StorageError) and not error.is_worth_retrying:
            jobs.end(job_id, "failed", str(error))
        log.warning("An import waits: %s", error)
    finally:
        jobs.release(job_id)


def _go_on(job_id: UUID, deadline: float) -> None:
    job = db.session.get_one(ImportJob, job_id, populate_existing=True)
    about = About(purpose=job.purpose, tags=job.tags)
    with storage().open(job.file_path) as stream, open_zip(stream) as archive:
        files = files_in(archive)
        for number in range(job.next_entry, len(files)):
            if time.monotonic() >= deadline or not jobs.is_live(job_id):
                return
            if job.read_bytes > MAX_UNPACKED_BYTES:
                raise BadZip(TOO_MUCH)
            _bring_in(job, number, archive, files[number], about)
            db.session.refresh(job)
    jobs.end(job_id, "done")


def _bring_in(job: ImportJob, number: int, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, about: About) -> None:
    """Deals with one file. That it was is noted in the very transaction that adds the picture."""
    owner_id, job_id, name = job.owner_id, job.id, name_in(entry)
    size = 0
    try:
        data = read_file(archive, entry, current_app.config["MAX_UPLOAD_BYTES"])
        size = len(data)
        note = partial(jobs.move_on, job_id=job_id, number=number, counter="taken", read_bytes=size)
        taken = take(owner_id, data, name, about, beside=note)
    except Busy:
        raise
    except (Skipped, AppError) as why:
        _note_skip(job_id, number, name, str(why), size or _unpacked(entry))
        return
    if not taken.is_new:
        with writing() as session:
            jobs.move_on(session, job_id, number, "known", size)
            _add_skip(session, job_id, number, name, taken.words)


def _unpacked(entry: zipfile.ZipInfo) -> int:
    """Returns how much of a file that was left out was unpacked at most: no more than one picture may have."""
    most: int = current_app.config["MAX_UPLOAD_BYTES"]
    return min(entry.file_size, most)


def _note_skip(job_id: UUID, number: int, name: str, words: str, read_bytes: int) -> None:
    with writing() as session:
        jobs.move_on(session, job_id, number, "skipped", read_bytes)
        _add_skip(session, job_id, number, name, words)


def _add_skip(session: Session, job_id: UUID, number: int, name: str, words: str) -> None:
    session.merge(ImportSkip(job_id=job_id, number=number, name=shown_name(name) or "No name", words=words[:300]))
