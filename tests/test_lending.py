"""A lent database comes back as it was made, and nobody who was late reaches it."""

from collections.abc import Iterator

import psycopg
import pytest

from tests import servers
from tests.lending import Lender


@pytest.fixture
def lending(postgres_url: str, empty_postgres: str) -> Iterator[Lender]:
    made = Lender(postgres_url, empty_postgres)
    yield made
    made.end()


def ask(address: str, *statements: str) -> object:
    """Runs the statements in turn and returns what the last one gave first."""
    with psycopg.connect(servers.plain(address)) as connection:
        for statement in statements:
            answer = connection.execute(statement)
        return answer.fetchone()


def place(address: str) -> object:
    return ask(address, "SELECT oid FROM pg_database WHERE datname = current_database()")


def test_what_a_test_wrote_is_gone_and_the_built_in_styles_stay(lending: Lender) -> None:
    first = lending.lend()
    as_made = ask(first, "SELECT count(*) FROM prompt_helper")
    assert as_made != (0,)
    where = place(first)
    ask(first, "INSERT INTO tag (id, name) SELECT gen_random_uuid(), 'left behind' RETURNING id")
    lending.take_back()
    second = lending.lend()
    assert place(second) == where
    assert ask(second, "SELECT count(*) FROM tag WHERE name = 'left behind'") == (0,)
    assert ask(second, "SELECT count(*) FROM prompt_helper") == as_made


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE prompt_helper SET name = name || '!'",
        "DELETE FROM theme_helper_style",
        "CREATE TABLE another (id int)",
        "ALTER TABLE tag DROP COLUMN name",
        "DROP INDEX ix_image_owner",
        "INSERT INTO tag (id, name) SELECT gen_random_uuid(), n::text FROM generate_series(1, 1000) n",
    ],
)
def test_what_emptying_does_not_undo_is_made_anew(lending: Lender, change: str) -> None:
    before = lending.lend()
    where = place(before)
    ask(before, change, "SELECT 1")
    lending.take_back()
    after = lending.lend()
    assert place(after) != where
    assert ask(after, "SELECT count(*) FROM theme_helper_style WHERE EXISTS (SELECT name FROM tag)") != (0,)


def test_somebody_who_is_late_is_shut_out(lending: Lender) -> None:
    address = lending.lend()
    with psycopg.connect(servers.plain(address)) as late:
        late.execute("SELECT 1")
        lending.take_back()
        with pytest.raises(psycopg.OperationalError):
            late.execute("SELECT 1")
    lending.lend()
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        ask(address, "SELECT 1")
