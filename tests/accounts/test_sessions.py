"""Where a person is signed in: the list, ending one, and how long a session lives."""

import re
import sqlite3
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select, update

from tests.visitor import CHROME, Visitor, person
from webapp.accounts.devices import device_words
from webapp.accounts.sessions import user_for_cookie
from webapp.extensions import db
from webapp.models import UserSession
from webapp.models.columns import utc_now

REVOKE = re.compile(r'action="(/profile/sessions/[^"]+/revoke/)"')


@pytest.fixture
def ada(app: Flask) -> Visitor:
    person(app, "ada")
    visitor = Visitor(app)
    visitor.sign_in("ada")
    return visitor


def age(app: Flask, **columns: timedelta) -> None:
    """Moves the given moments of every session into the past."""
    with app.app_context():
        past = {name: utc_now() - by for name, by in columns.items()}
        db.session.execute(update(UserSession).values(**past))
        db.session.commit()


def last_seen_s_ago(app: Flask) -> float:
    with app.app_context():
        seen = db.session.scalars(select(UserSession.last_seen_at)).one()
        return (utc_now() - seen).total_seconds()


def test_the_list_names_device_and_address(app: Flask, ada: Visitor) -> None:
    Visitor(app, agent=CHROME, address="198.51.100.4").sign_in("ada")
    text = ada.get("/profile/").text
    assert "Firefox on Linux" in text
    assert "Chrome on Windows" in text
    assert "198.51.100.4" in text
    assert text.count("This one") == 1


def test_a_session_can_be_ended_from_the_list(app: Flask, ada: Visitor) -> None:
    other = Visitor(app, agent=CHROME)
    other.sign_in("ada")
    paths = REVOKE.findall(ada.get("/profile/").text)
    assert len(paths) == 1
    assert ada.post(paths[0], page="/profile/").status_code == 303
    assert not other.is_signed_in()
    assert ada.is_signed_in()


def test_nobody_ends_somebody_elses_session(app: Flask, ada: Visitor) -> None:
    other = Visitor(app, agent=CHROME)
    other.sign_in("ada")
    path = REVOKE.findall(ada.get("/profile/").text)[0]
    person(app, "charlie")
    charlie = Visitor(app)
    charlie.sign_in("charlie")
    assert charlie.post(path, page="/profile/").status_code == 404
    assert other.is_signed_in()


@pytest.mark.parametrize(
    ("days", "is_alive"), [({"last_seen_at": 13}, True), ({"last_seen_at": 15}, False), ({"created_at": 61}, False)]
)
def test_a_session_ends_when_idle_or_old(app: Flask, ada: Visitor, days: dict[str, int], is_alive: bool) -> None:
    age(app, **{name: timedelta(days=count) for name, count in days.items()})
    assert ada.is_signed_in() is is_alive


def test_visits_keep_a_session_alive(app: Flask, ada: Visitor) -> None:
    age(app, last_seen_at=timedelta(days=13))
    ada.get("/profile/")
    assert last_seen_s_ago(app) < 60


def test_a_visit_within_five_minutes_writes_nothing(app: Flask, ada: Visitor) -> None:
    age(app, last_seen_at=timedelta(minutes=4))
    ada.get("/profile/")
    assert last_seen_s_ago(app) > 200


def test_a_locked_database_does_not_stop_the_page(app: Flask, ada: Visitor, tmp_path: Path) -> None:
    age(app, last_seen_at=timedelta(days=1))
    other = sqlite3.connect(tmp_path / "atelier.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    started = time.perf_counter()
    assert ada.get("/profile/").status_code == 200
    assert time.perf_counter() - started < 2
    other.execute("ROLLBACK")
    other.close()
    ada.get("/profile/")
    assert last_seen_s_ago(app) < 60


def test_who_is_there_costs_one_query(app: Flask, ada: Visitor) -> None:
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.append(statement)

    ada.get("/sign-in/")
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    ada.get("/sign-in/")
    event.remove(engine, "before_cursor_execute", note)
    assert len([statement for statement in asked if "SELECT" in statement]) == 1


def test_the_cookie_is_known_outside_flask_too(app: Flask, ada: Visitor) -> None:
    user = user_for_cookie(app, ada.cookie())
    assert user is not None
    assert user.name == "ada"
    assert user_for_cookie(app, ada.cookie()[:-2]) is None
    assert user_for_cookie(app, "") is None
    guest = Visitor(app)
    guest.get("/sign-in/")
    assert user_for_cookie(app, guest.cookie()) is None
    ada.post("/sign-out/", page="/profile/")
    assert user_for_cookie(app, ada.cookie()) is None


def test_only_the_hash_of_the_token_is_stored(app: Flask, ada: Visitor) -> None:
    with ada.client.session_transaction(base_url="http://localhost") as kept:
        token = kept["sid"]
    with app.app_context():
        row = db.session.scalars(select(UserSession)).one()
        assert token not in str(vars(row))
    assert len(token) >= 43


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/19.0 Safari/605.1", "Safari on Mac"),
        ("curl/8.0", "curl"),
        ("", "A browser"),
    ],
)
def test_devices_have_short_names(agent: str, words: str) -> None:
    assert device_words(agent) == words
