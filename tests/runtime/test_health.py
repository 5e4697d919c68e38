"""/healthz and /readyz tell the truth, and nothing that helps a stranger."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp import schema
from webapp.app import create_app
from webapp.cli import register_commands
from webapp.config import load_settings
from webapp.extensions import db
from webapp.runtime.prepare import prepare


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """A prepared studio whose Redis is away."""
    made = create_app(load_settings(data_dir=tmp_path, redis_url="", storage_url="", database_url=""))
    register_commands(made)
    with made.app_context():
        prepare(())
        db.engine.dispose()
    return made


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def test_healthz_needs_nothing(tmp_path: Path, client: FlaskClient) -> None:
    shutil.rmtree(tmp_path)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"status": "up"})


def test_ready_without_redis_says_that_the_queue_waits(client: FlaskClient) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json == {"status": "ready", "database": "ok", "storage": "ok", "queue": "waiting"}


def test_a_missing_marker_is_not_ready(tmp_path: Path, client: FlaskClient) -> None:
    (tmp_path / "media" / ".atelier-media").unlink()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["storage"] == "not in place"


def test_missing_migrations_are_not_ready(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "wanted_heads", lambda: frozenset({"a-newer-one"}))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["database"] == "waiting for its migrations"


def test_a_database_that_is_away_is_not_ready(tmp_path: Path) -> None:
    away = f"sqlite:///{tmp_path}/gone/atelier.db"
    app = create_app(load_settings(data_dir=tmp_path, redis_url="", storage_url="", database_url=away))
    answer = app.test_client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["database"] == "away"


@pytest.mark.parametrize(
    "damage", [lambda path: shutil.rmtree(path / "media"), lambda path: (path / "atelier.db").unlink()]
)
def test_no_path_reaches_a_stranger(tmp_path: Path, client: FlaskClient, damage: Callable[[Path], None]) -> None:
    damage(tmp_path)
    assert str(tmp_path) not in client.get("/readyz").text


def test_it_asks_for_no_account_and_is_not_kept(client: FlaskClient) -> None:
    answer = client.get("/readyz", headers={"Accept": "text/html"})
    assert answer.mimetype == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
