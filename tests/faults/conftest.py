"""Fixtures of the fault tests: a studio of real processes on SQLite, or on PostgreSQL where a test says so."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from tests import cast, servers
from tests.faults.engine import SlowEngine
from tests.faults.harness import Studio
from webapp.app import create_app
from webapp.broker import redis_client
from webapp.config import load_settings
from webapp.engines import registry
from webapp.extensions import db
from webapp.media import storage
from webapp.models import User


@pytest.fixture
def database_url(tmp_path: Path, empty_sqlite: Path) -> str:
    """A fresh SQLite database."""
    copy = tmp_path / "atelier.db"
    shutil.copy(empty_sqlite, copy)
    return f"sqlite:///{copy}"


@pytest.fixture
def fresh_postgres(postgres_url: str, empty_postgres: str) -> Iterator[str]:
    """A fresh PostgreSQL database."""
    name = f"faults_{uuid4().hex}"
    yield servers.make_database(postgres_url, name, empty_postgres)
    servers.drop_database(postgres_url, name)


@pytest.fixture
def socket_path() -> Iterator[str]:
    """Where this test's own Redis listens; the kernel takes about 100 bytes."""
    with tempfile.TemporaryDirectory(prefix="atelier-faults-") as folder:
        yield f"{folder}/r.sock"


@pytest.fixture
def environment(tmp_path: Path, socket_path: str, database_url: str) -> dict[str, str]:
    """The settings of the processes; no file of this machine has a say."""
    return {
        "ATELIER_ENV_FILE": "",
        "DATA_DIR": str(tmp_path / "data"),
        "REDIS_URL": f"unix://{socket_path}",
        "DATABASE_URL": database_url,
        "SECRET_KEY": "tests-only-0123456789-abcdefghijklmnop",
        "LOG_LEVEL": "info",
    }


@pytest.fixture
def app(environment: dict[str, str]) -> Iterator[Flask]:
    """The app in this process, on the rows and files that the real processes use."""
    made = create_app(load_settings(_env_file=None, **{name.lower(): value for name, value in environment.items()}))
    with made.app_context():
        storage().set_up()
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def studio(
    tmp_path: Path, socket_path: str, app: Flask, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Studio]:
    """A studio with Redis running and nothing else yet. When a test ends, nothing of it may be left."""
    monkeypatch.setitem(registry.ENGINES, "slow", f"{SlowEngine.__module__}:{SlowEngine.__name__}")
    registry.engine.cache_clear()
    made = Studio(tmp_path, socket_path, app, environment)
    made.start_redis()
    yield made
    left = made.close()
    registry.engine.cache_clear()
    redis_client.cache_clear()
    assert left == []


@pytest.fixture
def alice(app: Flask) -> User:
    with app.app_context():
        return cast.make_user("Alice")


@pytest.fixture
def bob(app: Flask) -> User:
    with app.app_context():
        return cast.make_user("Bob")
