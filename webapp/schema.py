"""Whether the database has the tables this code expects."""

from functools import cache

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from webapp.config import ROOT
from webapp.extensions import db


@cache
def wanted_heads() -> frozenset[str]:
    """Returns the newest migrations in the folder `migrations`, which cannot change while the code runs."""
    return frozenset(ScriptDirectory(str(ROOT / "migrations")).get_heads())


def is_current() -> bool:
    """Tells whether every migration ran. Raises SQLAlchemyError when the database cannot be reached."""
    with db.engine.connect() as connection:
        return frozenset(MigrationContext.configure(connection).get_current_heads()) == wanted_heads()
