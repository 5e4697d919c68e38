"""A worker prepares itself before its first request."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.engine.interfaces import CacheStats

from tests.pipeline.wishes import asked
from webapp.app import create_app
from webapp.config import Settings
from webapp.extensions import db
from webapp.models import Attempt, Image, ImageRequest, User
from webapp.pipeline.rehearse import rehearse
from webapp.pipeline.run import run

pytestmark = pytest.mark.usefixtures("quick")


@contextmanager
def fresh_statements() -> Iterator[list[str]]:
    """The statements that are translated in the `with` to read; what a mapper writes it keeps for all engines."""
    found: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, _parameters: Any, context: Any, _many: bool) -> None:
        if statement.startswith("SELECT") and context.cache_hit is CacheStats.CACHE_MISS:
            found.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    yield found
    event.remove(db.engine, "before_cursor_execute", note)


def test_it_changes_nothing(context: Flask, alice: User) -> None:
    row = asked(alice, "key-real")
    request_id, version = row.id, row.version
    rehearse()
    assert [db.session.scalar(select(func.count(kind.id))) for kind in (ImageRequest, Attempt, Image)] == [1, 0, 0]
    assert db.session.get_one(ImageRequest, request_id).version == version


def test_the_next_request_finds_many_statements_translated(context: Flask, alice: User) -> None:
    first, second = asked(alice, "key-first").id, asked(alice, "key-second").id
    db.engine.clear_compiled_cache()
    with fresh_statements() as unprepared:
        run(first)
    db.engine.clear_compiled_cache()
    rehearse()
    with fresh_statements() as prepared:
        run(second)
    assert len(prepared) <= 0.6 * len(unprepared)


def test_a_database_without_tables_does_not_stop_it(settings: Settings, tmp_path: Path) -> None:
    bare = create_app(settings.model_copy(update={"database_url": f"sqlite:///{tmp_path}/empty.db"}))
    with bare.app_context():
        rehearse()
        db.engine.dispose()
