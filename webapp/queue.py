"""How work reaches the workers: by the task's dotted name and a row's id, nothing else."""

from contextlib import suppress
from functools import cache
from uuid import UUID

from flask import current_app
from redis import Redis
from redis.exceptions import RedisError
from rq import Queue, Worker, get_current_job
from rq.job import Job
from rq.serializers import JSONSerializer

from webapp.broker import redis_client

IMAGES_QUEUE = "images"
MEANING_QUEUE = "meaning"
IMPORTS_QUEUE = "imports"
NARRATION_QUEUE = "narration"
JOB_TIMEOUT_S = 1800
KEPT_S = 60


class QueueAway(Exception):
    """Redis does not answer. The row stays in the database and is handed over later."""


def enqueue(task_name: str, row_id: UUID, queue_name: str = IMAGES_QUEUE) -> None:
    """Hands `task_name(row_id)` to the workers. Raises QueueAway when Redis does not answer."""
    try:
        _queue(current_app.config["REDIS_URL"], queue_name).enqueue(
            task_name, str(row_id), job_timeout=JOB_TIMEOUT_S, result_ttl=0, failure_ttl=KEPT_S
        )
    except RedisError as error:
        raise QueueAway from error


def enqueue_alone(task_name: str, queue_name: str) -> bool:
    """Hands `task_name()` to the workers unless a task lies in this queue or is at work. Tells whether it did.

    Raises QueueAway when Redis does not answer.
    """
    queue = _queue(current_app.config["REDIS_URL"], queue_name)
    try:
        if queue.count or queue.started_job_registry.count:
            return False
        queue.enqueue(task_name, job_timeout=JOB_TIMEOUT_S, result_ttl=0, failure_ttl=KEPT_S)
    except RedisError as error:
        raise QueueAway from error
    return True


def answers() -> bool:
    """Tells whether Redis is there."""
    with suppress(RedisError):
        return bool(redis_client(current_app.config["REDIS_URL"]).ping())
    return False


def job_token(job: Job | None = None) -> str | None:
    """Returns what a job signs its work with: 32 hex digits of its own, None outside a job.

    So a worker can say of a job that died whether a request was still held by that very job.
    """
    found = job or get_current_job()
    return None if found is None else UUID(found.id).hex


def waiting_ids(queue_name: str = IMAGES_QUEUE) -> set[str]:
    """Returns the row ids that lie in the queue. Raises QueueAway when Redis does not answer."""
    try:
        jobs = _queue(current_app.config["REDIS_URL"], queue_name).get_jobs()
    except RedisError as error:
        raise QueueAway from error
    return {job.args[0] for job in jobs if job.args}


def worker_count(queue_name: str = IMAGES_QUEUE) -> int:
    """Returns how many workers listen on the queue, 0 when Redis does not answer."""
    with suppress(RedisError):
        return int(Worker.count(queue=_queue(current_app.config["REDIS_URL"], queue_name)))
    return 0


@cache
def _queue(redis_url: str, name: str) -> Queue:
    connection: Redis = redis_client(redis_url)
    return Queue(name, connection=connection, serializer=JSONSerializer)
