"""Many rows at once, the way each database takes them fastest: COPY for PostgreSQL, one prepared INSERT for SQLite.

Values go in as the driver keeps them, past SQLAlchemy's types: that is what makes a million rows a matter of seconds.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

Row = Sequence[Any]


def insert_rows(connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Inserts `rows`, each as long as `columns`, within the connection's transaction. Names are ours, never typed."""
    names = ", ".join(columns)
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(columns))
        driver.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608 - names from our models
        return
    with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def make_ready(connection: Connection) -> None:
    """Lets the database count what it holds now, so that it chooses its indexes by facts. Outside a transaction."""
    for table in ("image", "image_tag"):
        connection.exec_driver_sql(f"ANALYZE {table}")


def id_text(value: UUID, dialect: str) -> str:
    """Returns an id as the database stores it."""
    return value.hex if dialect == "sqlite" else str(value)


def moment_text(value: datetime, dialect: str) -> str:
    """Returns a moment in UTC as the database stores it."""
    return f"{value:%Y-%m-%d %H:%M:%S.%f}" + ("" if dialect == "sqlite" else "+00")
