"""PostgreSQL throws everybody out in the middle of a drawing: the web serves again and the worker finishes."""

import psycopg
import pytest

from tests.faults.harness import Browser, Studio
from tests.runtime.processes import wait_until
from webapp.extensions import db
from webapp.models import User

THROW_OUT = """SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database on the PostgreSQL of this test run."""
    found: str = request.getfixturevalue("fresh_postgres")
    return found


def throw_everybody_out(studio: Studio) -> int:
    address = studio.app.config["SQLALCHEMY_DATABASE_URI"].replace("+psycopg", "", 1)
    with psycopg.connect(address) as connection:
        row = connection.execute(THROW_OUT).fetchone()
        return int(row[0]) if row else 0


def test_nothing_is_lost(studio: Studio, alice: User) -> None:
    studio.start_web()
    studio.start_worker()
    studio.start_upkeep()
    browser = Browser(studio, "Alice")
    studio.set_fault("hold")
    browser.create(num_outputs="2")
    request_id = studio.only_request()
    studio.wait_until_held(request_id)
    with studio.app.app_context():
        db.engine.dispose()
    assert throw_everybody_out(studio) >= 3
    wait_until(lambda: browser.get("/user-images/").ok, 5)
    studio.clear_fault("hold")
    studio.wait_for(request_id, "completed")
    assert len(studio.drawn()) == 2
    studio.assert_whole(request_id, 2)
