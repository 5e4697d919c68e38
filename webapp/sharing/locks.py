"""Passwords of links, and which browsers have said them."""

import unicodedata
from datetime import datetime, timedelta
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import session

from webapp.limits import caller_address, check_limit
from webapp.models import ShareLink
from webapp.models.columns import utc_now

# OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB, 2 passes, 1 lane.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
TRIES = "10/minute"
# However many addresses somebody guesses from.
TRIES_OF_ALL = "60/minute"
STAYS_OPEN = timedelta(hours=12)
MOST_OPENED = 20
COOKIE_KEY = "opened"


def hash_password(password: str) -> str:
    """Returns the salted hash to store. Slow on purpose (about 30 ms): do it outside write transactions."""
    return HASHER.hash(_normal(password))


def unlock(link: ShareLink, password: str) -> bool:
    """Tells whether the password is the link's; then this browser may open it for 12 hours.

    Counts as a try. Raises TooManyTries.
    """
    check_limit(TRIES, "share-password", f"{link.id} {caller_address()}")
    check_limit(TRIES_OF_ALL, "share-password-of-all", str(link.id))
    try:
        HASHER.verify(link.password_hash, _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    opened = {**session.get(COOKIE_KEY, {}), str(link.id): utc_now().timestamp()}
    session[COOKIE_KEY] = dict(list(opened.items())[-MOST_OPENED:])
    return True


def is_open(link: ShareLink) -> bool:
    """Tells whether this browser needs no password, or has said it."""
    return not link.password_hash or _opened_at(link.id) + STAYS_OPEN > utc_now()


def _opened_at(link_id: UUID) -> datetime:
    said = session.get(COOKIE_KEY, {}).get(str(link_id), 0.0)
    return datetime.fromtimestamp(said, tz=utc_now().tzinfo)


def _normal(password: str) -> bytes:
    """Makes the same characters typed on different keyboards the same bytes."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
