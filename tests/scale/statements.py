"""Listens to what a database is asked, and asks it how it would answer."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from sqlalchemy import event

from webapp.extensions import db

NOT_QUERIES = ("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE", "EXPLAIN")
READS_PICTURES = re.compile(r"\bFROM image\b")


@dataclass
class Statements:
    """The statements of a while, with their values, in their order."""

    asked: list[tuple[str, Any]] = field(default_factory=list)

    def note(self, _conn: Any, _cursor: Any, text: str, values: Any, *_: Any) -> None:
        if not text.lstrip().upper().startswith(NOT_QUERIES):
            self.asked.append((text, values))

    @property
    def texts(self) -> list[str]:
        return [text for text, _ in self.asked]

    def of_pictures(self) -> list[tuple[str, Any]]:
        return [(text, values) for text, values in self.asked if READS_PICTURES.search(text)]


@contextmanager
def listening(app: Flask) -> Iterator[Statements]:
    """Collects what the app asks its database meanwhile."""
    heard = Statements()
    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", heard.note)
    try:
        yield heard
    finally:
        event.remove(engine, "before_cursor_execute", heard.note)


def plan(text: str, values: Any) -> str:
    """Returns how the database would carry out a statement. Needs an app context."""
    with db.engine.connect() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        how = "EXPLAIN QUERY PLAN" if is_sqlite else "EXPLAIN (COSTS OFF)"
        rows = connection.exec_driver_sql(f"{how} {text}", values).all()
        connection.rollback()
    return "\n".join(str(row[-1]) for row in rows)
