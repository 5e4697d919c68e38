"""The migrations make what the models say, and every one of them can be undone."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from webapp.extensions import Base, db

# SQLite's full-text search keeps tables of its own, which no model describes.
FULL_TEXT = "image_find"


def is_ours(name: str | None, kind: str, _parents: Any) -> bool:
    return not (kind == "table" and (name or "").startswith(FULL_TEXT))


def tables() -> set[str]:
    found = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
    return {name for name in found if is_ours(name, "table", None)}


def test_they_match_the_models(context: Flask) -> None:
    with db.engine.connect() as connection:
        context_of_ours = MigrationContext.configure(connection, opts={"include_name": is_ours})
        differences = compare_metadata(context_of_ours, Base.metadata)
    assert differences == []


def test_they_go_down_and_up_again(context: Flask) -> None:
    everything = tables()
    assert everything == set(Base.metadata.tables)
    downgrade(revision="base")
    assert tables() == set()
    upgrade()
    assert tables() == everything
