"""Goes through the steps of a request once that does not exist, before a worker forks.

SQLAlchemy translates each statement when it is first used; a child that finds them translated starts drawing and
ends sooner. Nothing is found, so nothing is changed.
"""

import logging
from contextlib import suppress

from sqlalchemy.exc import NoResultFound, SQLAlchemyError

from webapp.engines.errors import Stopped
from webapp.engines.registry import DEFAULT_ENGINE
from webapp.errors import Busy
from webapp.extensions import db
from webapp.models import Image, ImageRequest, User
from webapp.models.columns import new_id
from webapp.pipeline import attempts, breaker, finish, lease, usage_log
from webapp.pipeline.report import Reporter

log = logging.getLogger(__name__)

LEASE = "rehearsal"


def rehearse() -> None:
    """Prepares this process for its first request; without a database it does nothing. Leaves no connection open."""
    try:
        _steps()
    except (SQLAlchemyError, Busy):
        log.info("The database is away; the first request prepares itself")
    finally:
        with suppress(SQLAlchemyError):
            db.session.remove()
        db.engine.dispose()


def _steps() -> None:
    """The reads and updates of a worker, in their order. What they raise for want of a request is their good end."""
    nobody = new_id()
    lease.claim(nobody)
    finish.describe_last(nobody)
    finish.positions_to_make(nobody)
    for kind in (ImageRequest, Image, User):
        db.session.get(kind, nobody)
    breaker.require_awake(DEFAULT_ENGINE)
    with suppress(Stopped):
        attempts.begin(nobody, 0, LEASE)
    with suppress(Stopped):
        Reporter(nobody, LEASE, 0, 1)(0.0, "")
    attempts.end(nobody, attempts.MADE, 1.0)
    breaker.note_success(DEFAULT_ENGINE)
    usage_log.spent_on(nobody)
    with suppress(NoResultFound):
        finish.finish(nobody, LEASE)
