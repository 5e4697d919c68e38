"""PostgreSQL databases that are lent to one test after another: to make one costs ten times what emptying one does."""

from typing import LiteralString
from uuid import uuid4

import psycopg
from psycopg.sql import SQL, Composed, Identifier

from tests import servers

LENT_TIMES = 40  # deleted rows leave holes, which slow reading down
MANY_ROWS = 1000
USED = (
    "SELECT relname FROM pg_class "
    "WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 0"
)
YOUNGER = SQL("DELETE FROM {} WHERE xmin::text::bigint >= %s")
COUNT = SQL("SELECT count(*) FROM {}")
# Changes with every table, index and column that is made.
SHAPE = "SELECT count(*), max(attrelid::bigint) FROM pg_attribute WHERE attrelid >= 16384 AND NOT attisdropped"
OTHERS_OUT = (
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


class Lender:
    """Lends copies of one template. Each test gets a name of its own, so that nobody who was late reaches the next."""

    def __init__(self, server: str, template: str) -> None:
        self._server = server
        self._template = template
        self._name = ""

    def lend(self) -> str:
        """Returns the address of a database as the template is."""
        if self._name:
            return self._renamed()
        self._name = f"test_{uuid4().hex}"
        address = servers.make_database(self._server, self._name, self._template)
        self._lent = 1
        with psycopg.connect(servers.plain(address)) as connection:
            self._first_own = _number(connection, "SELECT pg_current_xact_id()::text::bigint")
            self._as_made = self._look(connection)
        return address

    def take_back(self) -> None:
        """Empties the database for the next one, or drops it where that is not sure to bring everything back."""
        if self._lent == LENT_TIMES or not self._emptied():
            self.end()

    def end(self) -> None:
        if self._name:
            servers.drop_database(self._server, self._name)
        self._name = ""

    def _renamed(self) -> str:
        old, self._name = self._name, f"test_{uuid4().hex}"
        self._lent += 1
        with psycopg.connect(servers.plain(self._server), autocommit=True) as connection:
            connection.execute(f'ALTER DATABASE "{old}" RENAME TO "{self._name}"')
        return servers.database_address(self._server, self._name)

    def _emptied(self) -> bool:
        """Deletes the rows that are younger than the database; returns whether all is as it was made."""
        with psycopg.connect(servers.plain(servers.database_address(self._server, self._name))) as connection:
            connection.execute(OTHERS_OUT)
            connection.execute("SET session_replication_role = replica")  # no table is asked about another one's rows
            gone = sum(
                connection.execute(YOUNGER.format(table), (self._first_own,)).rowcount for table in _used(connection)
            )
            return gone < MANY_ROWS and self._look(connection) == self._as_made

    def _look(self, connection: psycopg.Connection) -> list[object]:
        counts = [_number(connection, COUNT.format(table)) for table in _used(connection)]
        return [connection.execute(SHAPE).fetchone(), sum(counts)]


def _used(connection: psycopg.Connection) -> list[Identifier]:
    return [Identifier(row[0]) for row in connection.execute(USED).fetchall()]


def _number(connection: psycopg.Connection, query: LiteralString | Composed) -> int:
    row = connection.execute(query).fetchone()
    assert row is not None
    return int(row[0])
