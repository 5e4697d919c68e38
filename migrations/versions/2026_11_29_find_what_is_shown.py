"""Lets PostgreSQL search what everybody may read of pictures by meaning.

Why: the public wall is searched by meaning too, and only by words that are shown there; their vectors are kept apart
from those of whole pictures, and so is their index.
"""

import sqlalchemy as sa
from alembic import op

revision = "4d7e1f90b6a2"
down_revision = "b7c25e90d41f"
branch_labels = None
depends_on = None

INDEX = "CREATE INDEX ix_near_shown ON atelier_meaning.near USING hnsw (vector vector_ip_ops) WHERE kind = 'shown'"


def upgrade() -> None:
    if _searches_itself():
        op.execute(INDEX)


def downgrade() -> None:
    op.execute("DELETE FROM embedding WHERE kind = 'shown'")
    if _searches_itself():
        op.execute("DROP INDEX atelier_meaning.ix_near_shown")


def _searches_itself() -> bool:
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return False
    return bool(connection.execute(sa.text("SELECT to_regclass('atelier_meaning.near') IS NOT NULL")).scalar())
