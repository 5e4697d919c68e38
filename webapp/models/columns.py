"""Column types and defaults that all rows share."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator
from uuid_utils import compat

LAST_ID = UUID(int=2**128 - 1)  # no row has a higher one


def new_id() -> UUID:
    """Returns a UUIDv7: it cannot be guessed, and later ones sort later, so newest-first needs no second column."""
    return compat.uuid7()


def first_id_at(moment: datetime) -> UUID:
    """Returns the lowest id that a row made at `moment` can have."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)


def utc_now() -> datetime:
    return datetime.now(UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, aware in Python on every database. SQLite itself keeps no time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
