"""The migrations make what the models say, and every one of them can be undone."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, select, text

from tests.cast import make_image
from webapp.database import writing
from webapp.extensions import Base, db
from webapp.models import NarrationSound, User
from webapp.narration.asking import Wish, draft_of

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


def test_a_table_that_is_copied_keeps_what_points_to_its_rows(context: Flask, alice: User) -> None:
    owner = db.session.get_one(User, alice.id)
    with writing() as session:
        row = draft_of(Wish(make_image(owner), "typed", "Hello."), owner.id)
        session.add(row)
        session.flush()
        session.add(NarrationSound(narration_id=row.id, ogg=b"ogg", mp3=b"mp3"))
    downgrade(revision="a92d6c41e7f3")
    upgrade()
    assert db.session.scalar(select(NarrationSound.mp3)) == b"mp3"
    if db.engine.name == "sqlite":
        assert db.session.scalar(text("PRAGMA foreign_keys")) == 1
        kept = db.session.scalar(text("SELECT sql FROM sqlite_master WHERE name = 'ix_narration_live'"))
        assert "WHERE status IN" in kept
