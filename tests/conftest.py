"""Fixtures that all tests share: real Redis, real SQLite and PostgreSQL, the app, the cast."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from jinja2 import FileSystemBytecodeCache
from redis import Redis
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from tests import cast, servers
from tests.lending import Lender
from tests.operations import BrushEngine
from tests.routes import SharedMap
from tests.shop import ShopEngine
from tests.translations import SharedTranslations
from webapp.app import create_app
from webapp.broker import redis_client
from webapp.cli import register_commands
from webapp.config import Settings, load_settings
from webapp.engines import registry
from webapp.extensions import db
from webapp.media import storage
from webapp.models import User
from webapp.styles.seed import seed_styles
from webapp.theme_helpers.seed import seed_themes

DATABASES = ("sqlite", "postgresql")


class ByFile(LoadFileScheduling):
    """Gives the tests of a file to one process; the browser tests too stay together, with their one studio."""

    def _split_scope(self, nodeid: str) -> str:
        return "tests/browser" if nodeid.startswith("tests/browser/") else str(super()._split_scope(nodeid))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile | None:
    return ByFile(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says why tests needed another try: what passes at last would else keep its reason to itself."""
    for report in terminalreporter.stats.get("rerun", []):
        terminalreporter.write_sep("_", f"tried again: {report.nodeid}")
        terminalreporter.write_line(report.longreprtext)


@pytest.fixture(scope="session", autouse=True)
def no_waiting_for_the_disk() -> Iterator[None]:
    """Nothing here outlives the tests, so that no file of this process has to reach the disk."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """A Redis of this test process alone."""
    with servers.redis_server() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """A PostgreSQL server, shared by all processes of this run."""
    base = tmp_path_factory.getbasetemp()
    with servers.postgres_server((base if worker_id == "master" else base.parent) / "postgres") as url:
        yield url


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory, redis_url: str) -> Path:
    """A migrated SQLite database with the built-in styles, to be copied."""
    folder = tmp_path_factory.mktemp("template")
    _prepare(_settings(folder, redis_url, f"sqlite:///{folder / 'template.db'}"))
    return folder / "template.db"


@pytest.fixture(scope="session")
def empty_postgres(tmp_path_factory: pytest.TempPathFactory, redis_url: str, postgres_url: str) -> str:
    """The name of a migrated PostgreSQL database with the built-in styles, to be copied."""
    name = f"template_{uuid4().hex}"
    _prepare(_settings(tmp_path_factory.mktemp("pg"), redis_url, servers.make_database(postgres_url, name)))
    return name


@pytest.fixture(scope="session")
def lender(postgres_url: str, empty_postgres: str) -> Iterator[Lender]:
    """Has a PostgreSQL database for each test of this process."""
    made = Lender(postgres_url, empty_postgres)
    yield made
    made.end()


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A fresh database with its tables; every test that uses it runs on both kinds."""
    if request.param == "sqlite":
        copy = tmp_path / "atelier.db"
        shutil.copy(request.getfixturevalue("empty_sqlite"), copy)
        yield f"sqlite:///{copy}"
        return
    lender: Lender = request.getfixturevalue("lender")
    yield lender.lend()
    lender.take_back()


@pytest.fixture
def settings(tmp_path: Path, redis_url: str, database_url: str) -> Settings:
    return _settings(tmp_path, redis_url, database_url)


@pytest.fixture(scope="session", autouse=True)
def compiled_routes() -> Iterator[None]:
    """Compiles the routes once for all apps of this test process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "url_map_class", SharedMap)
        yield


@pytest.fixture(scope="session", autouse=True)
def translated_statements() -> Iterator[None]:
    """Translates each statement once for all apps of this test process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(db, "_make_engine", SharedTranslations(db).make_engine)
        yield


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Where the app of each test finds the templates that another one compiled."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(settings: Settings, redis_url: str, compiled_templates: FileSystemBytecodeCache) -> Iterator[Flask]:
    """The real app on a fresh database, an empty Redis and an empty place for pictures; CSRF checks are off."""
    Redis.from_url(redis_url).flushdb()
    made = create_app(settings, TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    made.jinja_env.bytecode_cache = compiled_templates
    register_commands(made)
    with made.app_context():
        storage().set_up()
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(autouse=True)
def _push_request_context() -> None:
    """Stands in for pytest-flask's fixture of this name, whose one context for a whole test would let Flask-Login
    remember one visitor for all of them."""


@pytest.fixture
def context(app: Flask) -> Iterator[Flask]:
    """An app context, for tests below the pages."""
    with app.app_context():
        yield app


def _person(app: Flask, name: str, **values: object) -> User:
    with app.app_context():
        return cast.make_user(name, **values)


@pytest.fixture
def alice(app: Flask) -> User:
    return _person(app, "Alice")


@pytest.fixture
def bob(app: Flask) -> User:
    return _person(app, "Bob")


@pytest.fixture
def charlie(app: Flask) -> User:
    return _person(app, "Charlie")


@pytest.fixture
def admin(app: Flask) -> User:
    return _person(app, "Ada Admin", is_admin=True)


@pytest.fixture
def guest(client: FlaskClient, admin: User) -> FlaskClient:
    """A visitor without an account, of a studio that is set up; pytest-flask makes the client.

    Its requests end when they are answered: kept open, as pytest-flask does, they would lend the guest's
    context to whoever asks next.
    """
    client.preserve_context = False
    return client


@pytest.fixture
def as_alice(app: Flask, alice: User) -> FlaskClient:
    return cast.sign_in(app.test_client(), alice)


@pytest.fixture
def as_bob(app: Flask, bob: User) -> FlaskClient:
    return cast.sign_in(app.test_client(), bob)


@pytest.fixture
def as_charlie(app: Flask, charlie: User) -> FlaskClient:
    return cast.sign_in(app.test_client(), charlie)


@pytest.fixture
def as_admin(app: Flask, admin: User) -> FlaskClient:
    return cast.sign_in(app.test_client(), admin)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[cast.QuickEngine]:
    """An engine called "quick" that takes no time; the built-in one stays the default."""
    monkeypatch.setitem(registry.ENGINES, "quick", "tests.cast:QuickEngine")
    registry.engine.cache_clear()
    made = registry.engine("quick")
    assert isinstance(made, cast.QuickEngine)
    yield made
    registry.engine.cache_clear()


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> Iterator[cast.LateEngine]:
    """A paid engine called "late" whose provider answers later."""
    monkeypatch.setitem(registry.ENGINES, "late", "tests.cast:LateEngine")
    registry.engine.cache_clear()
    made = registry.engine("late")
    assert isinstance(made, cast.LateEngine)
    yield made
    registry.engine.cache_clear()


@pytest.fixture
def shop(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[ShopEngine]:
    """A paid engine called "shop" with two models; set up, and so the default."""
    monkeypatch.setitem(registry.ENGINES, "shop", "tests.shop:ShopEngine")
    registry.engine.cache_clear()
    made = registry.engine("shop")
    assert isinstance(made, ShopEngine)
    yield made
    registry.engine.cache_clear()


@pytest.fixture
def brush(monkeypatch: pytest.MonkeyPatch) -> Iterator[BrushEngine]:
    """A free engine called "brush" that edits and enlarges."""
    monkeypatch.setitem(registry.ENGINES, "brush", "tests.operations:BrushEngine")
    registry.engine.cache_clear()
    made = registry.engine("brush")
    assert isinstance(made, BrushEngine)
    yield made
    registry.engine.cache_clear()


def _settings(folder: Path, redis_url: str, database_url: str) -> Settings:
    return load_settings(
        _env_file=None,
        data_dir=folder / "data",
        redis_url=redis_url,
        database_url=database_url,
        secret_key="tests-only-0123456789-abcdefghijklmnop",
        base_url="http://studio.test",
    )


def _prepare(settings: Settings) -> None:
    redis_client.cache_clear()
    made = create_app(settings)
    register_commands(made)
    with made.app_context():
        upgrade()
        seed_styles()
        seed_themes()
        db.engine.dispose()
