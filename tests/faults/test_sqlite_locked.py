"""Somebody holds the whole database: short is waited for, long is said in words, and no drawing is lost."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

import pytest

from tests.faults.harness import Browser, Studio
from tests.runtime.processes import wait_until
from webapp.models import User

WEB_GIVES_UP_AFTER_S = 5.0


@contextmanager
def locked(studio: Studio) -> Iterator[sqlite3.Connection]:
    """Holds the database as a second writer does; a ROLLBACK lets it go."""
    path = studio.app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.close()


def test_three_seconds_are_waited_for(studio: Studio, alice: User) -> None:
    studio.start_web()
    browser = Browser(studio, "Alice")
    page, filled = browser.form()
    with locked(studio) as connection:
        Timer(3.0, connection.execute, ("ROLLBACK",)).start()
        asked = time.monotonic()
        answer = browser.post("/generate/", page, **filled)
        assert time.monotonic() - asked >= 2.5
    assert answer.status_code == 200
    assert studio.row(studio.only_request()).status == "queued"


def test_ten_seconds_are_said_and_lose_no_words(studio: Studio, alice: User) -> None:
    """One lock: the web answers within it, and the drawing that is under way outlives it."""
    studio.start_web()
    studio.start_worker()
    studio.set_fault("hold")
    request_id = studio.ask(alice, num_outputs=2)
    studio.wait_until_held(request_id)
    browser = Browser(studio, "Alice")
    page, filled = browser.form("a boat nobody may lose")
    with locked(studio):
        locked_at = time.monotonic()
        studio.clear_fault("hold")
        answer = browser.post("/generate/", page, **filled)
        took_s = time.monotonic() - locked_at
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert "a boat nobody may lose" in answer.text
        assert "Nothing you typed is lost" in answer.text
        assert took_s == pytest.approx(WEB_GIVES_UP_AFTER_S, abs=2.5)
        assert browser.get(f"/status/{request_id}/").ok
        wait_until(lambda: time.monotonic() - locked_at >= 10, 15)
        assert studio.row(request_id).status == "running"
    studio.wait_for(request_id, "completed")
    assert len(studio.drawn()) == 2
    studio.assert_whole(request_id, 2)
    again = browser.post("/generate/", answer.text, **filled)
    assert again.status_code == 200
