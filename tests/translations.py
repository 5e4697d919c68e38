"""What the apps of one test process share: SQLAlchemy translates each statement for each engine anew."""

from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine


class SharedTranslations:
    """Stands in for the extension's way to make an engine: engines of one kind of database keep one set of
    translated statements, and with it the dialect that these were translated to.
    """

    def __init__(self, extension: SQLAlchemy) -> None:
        self._make = extension._make_engine
        self._first: dict[str, Engine] = {}

    def make_engine(self, bind_key: str | None, options: dict[str, Any], app: Flask) -> Engine:
        engine = self._make(bind_key, options, app)
        first = self._first.setdefault(engine.dialect.name, engine)
        engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
        return engine
