"""How the database is opened, and the one way to change it: `with writing():`."""

import logging
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import psycopg
from flask import current_app
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from webapp.errors import Busy
from webapp.extensions import db

SQLITE_BUSY_TIMEOUT_MS = 5000
WORKER_PATIENCE_S = 900.0
TRIES_AGAIN_EVERY_S = 0.25

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger(__name__)


def engine_options(database_url: str) -> dict[str, Any]:
    """Returns the SQLAlchemy engine options. Errors hold no values, as they go to the log and prompts must not."""
    if database_url.startswith("sqlite"):
        return {"hide_parameters": True, "connect_args": {"timeout": SQLITE_BUSY_TIMEOUT_MS / 1000}}
    return {
        "hide_parameters": True,
        "pool_pre_ping": True,
        "pool_size": 10,
        "max_overflow": 10,
        "connect_args": {"connect_timeout": 5},
    }


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    """WAL lets readers and one writer work at once; we say BEGIN ourselves, so that writers can say IMMEDIATE."""
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {SQLITE_BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA mmap_size = 268435456")
    connection.execute("PRAGMA cache_size = -16000")


@event.listens_for(Engine, "connect")
def _prepare_postgres(connection: DBAPIConnection, _record: object) -> None:
    """Tells PostgreSQL that reading here and there costs little, as on SSDs: it then trusts our indexes for lists."""
    if isinstance(connection, psycopg.Connection):
        connection.execute("SET random_page_cost = 1.1")
        connection.commit()


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")


@contextmanager
def writing() -> Iterator[Session]:
    """Opens a short write transaction and commits it at the end.

    SQLite takes its write lock at the start: taken in the middle of a read it could fail at once instead of
    waiting its turn. Raises Busy when another writer holds the database for too long.
    """
    session = db.session()
    session.commit()
    try:
        session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
        yield session
        session.commit()
    except OperationalError as error:
        session.rollback()
        raise (Busy() if is_busy(error) else error) from error
    except BaseException:
        session.rollback()
        raise


def is_busy(error: OperationalError) -> bool:
    """Tells whether the database was only held by somebody else."""
    return "database is locked" in str(error.orig) or "lock timeout" in str(error.orig)


def patient(step: Callable[P, R]) -> Callable[P, R]:
    """Makes `step`, which may run twice, wait for a database that is locked or away.

    It waits as long as this process's DATABASE_PATIENCE_S: not at all in the web, where a person waits, and long
    in a worker, whose picture is made already.
    """

    @wraps(step)
    def stubborn(*args: P.args, **kwargs: P.kwargs) -> R:
        deadline = time.monotonic() + current_app.config.get("DATABASE_PATIENCE_S", 0.0)
        while True:
            try:
                return step(*args, **kwargs)
            except (Busy, OperationalError, InterfaceError):
                if time.monotonic() >= deadline:
                    raise
                db.session.rollback()
                log.warning("The database is locked or away; %s waits for it", step.__name__)
            time.sleep(TRIES_AGAIN_EVERY_S)

    return stubborn
