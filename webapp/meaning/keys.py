"""Ids as the database gives them: to make thousands of UUIDs takes longer than to compare the vectors."""

import json
from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Select, SQLColumnExpression, TypeCoerce, func, select, type_coerce
from sqlalchemy.types import NullType

from webapp.extensions import db

Key = str | UUID  # SQLite keeps 32 hexadecimal digits, in the same order


def raw(column: SQLColumnExpression[UUID]) -> TypeCoerce[Any]:
    """Returns a column of ids, to be read as keys."""
    return type_coerce(column, NullType())


def keys_of(query: Select[UUID]) -> list[Key]:
    """Returns the keys that a query of ids selects, in its order."""
    (column,) = query.selected_columns
    return list(db.session.scalars(query.with_only_columns(raw(column))))


def among(query: Select[UUID], keys: Collection[Key]) -> list[Key]:
    """Returns those of the keys that the query selects."""
    (column,) = query.selected_columns
    if db.engine.dialect.name != "sqlite":
        return keys_of(query.where(column.in_(keys)))
    # One value, not thousands of them.
    given = func.json_each(json.dumps(list(keys))).table_valued("value")
    return keys_of(query.where(raw(column).in_(select(given.c.value))))


def id_of(key: Key) -> UUID:
    return key if isinstance(key, UUID) else UUID(key)
