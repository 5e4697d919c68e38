"""Many rows at once, the way each database takes them fastest: COPY for PostgreSQL, one prepared INSERT for SQLite.

Values go in as the driver keeps them, past SQLAlchemy's types: that is what makes a million rows a matter of seconds.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

Row = Sequence[Any]
SQLITE_CACHE_KIB = 262_144  # indexes grow in many places at once: they must not be read again for each row


def insert_rows(connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Inserts `rows`, each as long as `columns`, within the connection's transaction. Names are ours, never typed."""
    names = ", ".join(columns)
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        driver.execute(f"PRAGMA cache_size = -{SQLITE_CACHE_KIB}")
        marks = ", ".join("?" * len(columns))
        driver.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608 - names from our models
        return
    with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def count_again(connection: Connection) -> None:
    """Lets PostgreSQL look at what it holds now, which it would do by itself a minute later."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql('ANALYZE image, image_words, image_tag, tag, own_tag_count, "user"')


def id_text(value: UUID, dialect: str) -> str:
    """Returns an id as the database stores it."""
    return value.hex if dialect == "sqlite" else str(value)


def moment_text(value: datetime, dialect: str) -> str:
    """Returns a moment in UTC as the database stores it."""
    text = value.isoformat(" ", "microseconds")
    return text.removesuffix("+00:00") if dialect == "sqlite" else text
