"""What readiness means: the database and the picture store. Without Redis, work waits but none is lost."""

import logging
from dataclasses import dataclass

from flask import current_app
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from webapp import schema
from webapp.broker import redis_client
from webapp.media import storage
from webapp.storage.errors import StorageError

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Readiness:
    """One word for each thing the studio stands on. Why it is so goes to the log, never to a stranger."""

    database: str
    storage: str
    queue: str

    @property
    def is_ready(self) -> bool:
        return self.database == "ok" and self.storage == "ok"


def readiness() -> Readiness:
    """Looks at everything the studio stands on."""
    return Readiness(database=_database(), storage=_storage(), queue=_queue())


def _database() -> str:
    try:
        return "ok" if schema.is_current() else "waiting for its migrations"
    except SQLAlchemyError as error:
        log.warning("Not ready, the database: %s", error)
        return "away"


def _storage() -> str:
    try:
        problem = storage().check()
    except StorageError as error:
        problem = str(error)
    if problem:
        log.warning("Not ready, the picture store: %s", problem)
    return "not in place" if problem else "ok"


def _queue() -> str:
    try:
        redis_client(current_app.config["REDIS_URL"]).ping()
    except RedisError:
        return "waiting"
    return "ok"
