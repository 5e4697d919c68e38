"""Runs the migrations against the app's database, in the app's context."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from webapp import models  # noqa: F401 - the models register their tables on Base
from webapp.extensions import Base, db


def render_item(kind: str, item: object, autogen_context: object) -> str | bool:
    """Writes our own column types as what they are in the database."""
    if kind == "type" and type(item).__name__ == "UtcDateTime":
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    with db.engine.connect() as connection:
        _keep_what_points_here(connection, is_kept=True)
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_item=render_item,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
        _keep_what_points_here(connection, is_kept=False)


def _keep_what_points_here(connection: Connection, *, is_kept: bool) -> None:
    """Lets SQLite drop a table that is copied to be changed, and keep what points to its rows.

    Source: sqlite.org/lang_altertable. The pragma does nothing within a transaction, so that it goes past
    SQLAlchemy, which would begin one.
    """
    if connection.dialect.name == "sqlite":
        raw = connection.connection.dbapi_connection
        raw.execute(f"PRAGMA foreign_keys = {'OFF' if is_kept else 'ON'}")


run()
