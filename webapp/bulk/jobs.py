"""Changes of very many pictures: piece by piece, so that nobody waits and a crash loses nothing."""

import logging
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from wtforms.validators import ValidationError

from webapp.bulk.actions import ACTIONS
from webapp.bulk.chosen import targets
from webapp.cards import BEHIND_ALL
from webapp.database import patient, writing
from webapp.extensions import db
from webapp.models import BulkJob, Image
from webapp.models.bulk_job import IS_OPEN
from webapp.models.columns import utc_now
from webapp.queue import MEANING_QUEUE, QueueAway, enqueue

TASK = "tasks.bulk.carry_on_bulk"
PIECE = 250
LOST_AFTER = timedelta(seconds=60)
MOST_RESCUED = 20

log = logging.getLogger(__name__)


def start(owner_id: UUID, action: str, value: str, filters: str) -> BulkJob:
    """Commits a job and hands it to the workers; while Redis is away the upkeep does that later."""
    job = BulkJob(owner_id=owner_id, action=action, value=value, filters=filters)
    with writing() as session:
        session.add(job)
    _hand_over(job.id)
    return job


def carry_on(job_id: UUID) -> None:
    """Does what is left of a job. Two workers at once share the work, and no picture is left out."""
    while _piece(job_id):
        pass


def rescue_lost() -> None:
    """Hands over again what no worker has touched for a while."""
    lost = select(BulkJob).where(IS_OPEN, BulkJob.touched_at < utc_now() - LOST_AFTER).limit(MOST_RESCUED)
    found = db.session.scalars(lost).all()
    if not found:
        return
    ids = [job.id for job in found]
    with writing():
        for job in found:
            job.touched_at = utc_now()
    for job_id in ids:
        _hand_over(job_id)


def own_job(owner_id: UUID, job_id: UUID) -> BulkJob | None:
    """Returns a person's own job as it is now."""
    mine = select(BulkJob).where(BulkJob.id == job_id, BulkJob.owner_id == owner_id)
    return db.session.scalar(mine.execution_options(populate_existing=True))


@patient
def _piece(job_id: UUID) -> bool:
    """Does the next piece of a job in one transaction. False when there is nothing left to do."""
    try:
        with writing() as session:
            job = session.get(BulkJob, job_id, with_for_update=True, populate_existing=True)
            if job is None or job.finished_at is not None:
                return False
            wanted = targets(job.owner_id, job.action, job.value, job.filters)
            ids = session.scalars(wanted.where(Image.id < (job.last_id or BEHIND_ALL)).limit(PIECE)).all()
            if not ids:
                job.finished_at = utc_now()
                return False
            done = ACTIONS[job.action].apply(session, job.owner_id, ids, job.value)
            job.done_count, job.left_count = job.done_count + done, job.left_count + len(ids) - done
            job.last_id, job.touched_at = ids[-1], utc_now()
    except ValidationError as refused:
        _give_up(job_id, str(refused))
        return False
    return True


def _give_up(job_id: UUID, problem: str) -> None:
    with writing() as session:
        job = session.get_one(BulkJob, job_id)
        job.problem, job.finished_at = problem, utc_now()


def _hand_over(job_id: UUID) -> None:
    with suppress(QueueAway):
        enqueue(TASK, job_id, MEANING_QUEUE)
