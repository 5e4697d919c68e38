"""The worker process: takes jobs from Redis and carries them out, each with the app's context."""

import contextlib
import logging
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from types import FrameType
from typing import Any
from uuid import UUID

from flask import Flask
from PIL import Image as Pixels
from redis.client import Pipeline
from redis.exceptions import RedisError
from rq import Queue, SimpleWorker, Worker, worker_registration
from rq.executions import Execution
from rq.job import Job
from rq.serializers import JSONSerializer
from rq.worker import BaseWorker
from sqlalchemy.orm import configure_mappers

from webapp.app import create_app
from webapp.broker import redis_client
from webapp.config import Settings
from webapp.database import WORKER_PATIENCE_S
from webapp.engines import registry
from webapp.engines.registry import GPU_QUEUE
from webapp.extensions import db
from webapp.narration.keeper import release
from webapp.pipeline.dispatch import dispatch
from webapp.pipeline.reaper import recover
from webapp.pipeline.rehearse import rehearse
from webapp.pipeline.report import shutting_down
from webapp.queue import IMAGES_QUEUE, IMPORTS_QUEUE, MEANING_QUEUE, NARRATION_QUEUE, job_token

log = logging.getLogger(__name__)

WORKER_TTL_S = 20
MONITORING_S = 5
ALL_QUEUES = (IMAGES_QUEUE, NARRATION_QUEUE, MEANING_QUEUE, IMPORTS_QUEUE)


class _InApp(BaseWorker):
    """Gives each job the app's context, so that its database session ends with it."""

    app: Flask

    def perform_job(self, *args: Any, **kwargs: Any) -> bool:
        with self.app.app_context():
            return bool(super().perform_job(*args, **kwargs))

    def heartbeat(self, timeout: int | None = None, pipeline: Pipeline | None = None) -> None:
        """Signs up again each time: a Redis that was emptied or started anew knows its workers by it."""
        super().heartbeat(timeout, pipeline)
        if pipeline is None and not self.is_horse:
            self.connection.hset(self.key, mapping=self.serialize())
            worker_registration.register(self)


class ForkWorker(_InApp, Worker):
    """A child process for each job: a drawing that crashes takes nobody with it."""

    def fork_work_horse(self, job: Job, queue: Queue) -> None:
        """Forks a child that knows already what the engines' providers offer, instead of asking for each job."""
        registry.warm_up()
        super().fork_work_horse(job, queue)

    def setup_work_horse_signals(self) -> None:
        """Lets TERM ask the drawing to go back into the line instead of cutting it off."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, _ask_to_stop)

    def main_work_horse(self, *args: Any, **kwargs: Any) -> None:
        with self.app.app_context():
            db.engine.dispose(close=False)
        super().main_work_horse(*args, **kwargs)

    def maintain_heartbeats(self, job: Job, execution: Execution) -> None:
        """Goes on watching over the child while Redis is away: the child needs none to finish its picture."""
        try:
            super().maintain_heartbeats(job, execution)
            worker_registration.register(self)
        except RedisError:
            log.warning("Redis is away; the drawing goes on without it")

    def handle_warm_shutdown_request(self) -> None:
        shutting_down.set()
        if self.horse_pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.horse_pid, signal.SIGTERM)

    def handle_work_horse_killed(self, job: Job, *_details: Any) -> None:
        """Puts the request of a killed child back at once, without waiting for its heartbeat to be missed."""
        if job.origin in (MEANING_QUEUE, IMPORTS_QUEUE):
            return  # what it did not finish is still wanted
        with self.app.app_context():
            if job.origin == NARRATION_QUEUE:
                release(UUID(job.args[0]), job_token(job))
            else:
                recover(UUID(job.args[0]), job_token(job))
                dispatch()
            db.engine.dispose()


class ResidentWorker(_InApp, SimpleWorker):
    """Draws in its own process, for engines that keep a model in memory and where forking is not safe."""

    def handle_warm_shutdown_request(self) -> None:
        shutting_down.set()


def _ask_to_stop(_signal: int, _frame: FrameType | None) -> None:
    shutting_down.set()


def prepared_app() -> Flask:
    """Returns the app with all loaded that jobs need, once, before the first fork, instead of in each child again."""
    app = create_app()
    for name in ("tasks.generation", "tasks.meaning", "tasks.importing", "tasks.narration"):
        import_module(name)
    configure_mappers()
    Pixels.init()
    with app.app_context():
        rehearse()
    app.config["DATABASE_PATIENCE_S"] = WORKER_PATIENCE_S
    return app


def work(app: Flask, queue_names: Sequence[str] = ALL_QUEUES) -> None:
    """Works until told to stop by TERM or INT."""
    connection = redis_client(app.config["REDIS_URL"], None)
    queues = [Queue(name, connection=connection, serializer=JSONSerializer) for name in queue_names]
    kind = worker_class(app.extensions["settings"], queue_names)
    kind.app = app
    worker = kind(
        queues,
        connection=connection,
        serializer=JSONSerializer,
        worker_ttl=WORKER_TTL_S,
        job_monitoring_interval=MONITORING_S,
        maintenance_interval=60,
        log_job_description=False,
    )
    worker.max_connection_wait_time = 2.0
    worker.work(logging_level=None, with_scheduler=False)


def worker_class(settings: Settings, queue_names: Sequence[str]) -> type[ForkWorker] | type[ResidentWorker]:
    """Returns the worker for this machine and these queues: a model in a graphics card is never forked."""
    return ForkWorker if settings.can_fork and GPU_QUEUE not in queue_names else ResidentWorker


if __name__ == "__main__":
    work(prepared_app(), sys.argv[1:] or ALL_QUEUES)
