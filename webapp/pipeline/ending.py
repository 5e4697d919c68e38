"""How a worker's hold on a request ends when something went wrong: each kind of trouble has one answer."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy.exc import InterfaceError, OperationalError

from webapp.engines.errors import EngineError, LostContact, RateLimited, Stopped
from webapp.errors import Busy
from webapp.pipeline import finish
from webapp.pipeline.lease import give_back
from webapp.pipeline.reaper import recover
from webapp.pipeline.report import HandBack
from webapp.storage.errors import StorageError

log = logging.getLogger(__name__)

CRASHED = "The engine broke down while drawing. Try again."


@contextmanager
def ending(request_id: UUID, lease_token: str) -> Iterator[None]:
    """Ends the request by what the `with` raises, and lets nothing out."""
    try:
        yield
    except HandBack:
        give_back(request_id, lease_token)
    except Stopped:
        log.info("Request %s is not wanted any more", request_id)
    except RateLimited as error:
        finish.postpone(request_id, lease_token, error)
    except LostContact as error:
        finish.fail(request_id, lease_token, error.code, str(error), to="unknown")
    except (EngineError, StorageError) as error:
        finish.fail(request_id, lease_token, error.code, str(error))
    except (Busy, OperationalError, InterfaceError):
        log.exception("The database was lost during request %s", request_id)
        recover(request_id, lease_token)
    except Exception:
        log.exception("Request %s failed", request_id)
        finish.fail(request_id, lease_token, "engine_crashed", CRASHED)
