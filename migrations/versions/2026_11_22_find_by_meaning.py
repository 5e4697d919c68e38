"""Keeps the vectors by which things are found by meaning.

Why: vectors are made in the background, once for each wording, and searched when somebody looks for something. Where
PostgreSQL has pgvector, a copy that it can search itself lies in a schema of its own, as not every database has it.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import DBAPIError

revision = "5e0c3b7a91d2"
down_revision = "4b7d92e0f6a3"
branch_labels = None
depends_on = None

# Styles and themes are some thousands and mostly narrowed by who may see them: comparing all is exact and quick.
# Of pictures there can be millions.
PGVECTOR = (
    "CREATE EXTENSION IF NOT EXISTS vector",
    "CREATE SCHEMA atelier_meaning",
    """CREATE TABLE atelier_meaning.near (
        kind varchar(16) NOT NULL, thing_id uuid NOT NULL, model varchar(40) NOT NULL, vector vector(384) NOT NULL,
        PRIMARY KEY (kind, thing_id, model),
        FOREIGN KEY (kind, thing_id, model) REFERENCES embedding (kind, thing_id, model) ON DELETE CASCADE)""",
    "CREATE INDEX ix_near_image ON atelier_meaning.near USING hnsw (vector vector_ip_ops) WHERE kind = 'image'",
)


def upgrade() -> None:
    op.create_table(
        "embedding",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("model", sa.String(length=40), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("wanted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("kind", "thing_id", "model", name=op.f("pk_embedding")),
    )
    with op.batch_alter_table("embedding", schema=None) as batch_op:
        batch_op.create_index("ix_embedding_version", ["kind", "model", "version"], unique=False)
        batch_op.create_index(
            "ix_embedding_wanted",
            ["wanted_at"],
            unique=False,
            postgresql_where=sa.text("wanted_at IS NOT NULL"),
            sqlite_where=sa.text("wanted_at IS NOT NULL"),
        )
    op.create_table(
        "embedding_clock",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_embedding_clock")),
    )
    if op.get_bind().dialect.name == "postgresql":
        _use_pgvector(op.get_bind())


def _use_pgvector(connection: sa.Connection) -> None:
    """Makes the searchable copy where this PostgreSQL has pgvector and lets us use it; else we compare ourselves."""
    is_there = "SELECT 1 FROM pg_available_extensions WHERE name = 'vector'"
    if connection.execute(sa.text(is_there)).scalar() is None:
        return
    try:
        with connection.begin_nested():
            for statement in PGVECTOR:
                connection.execute(sa.text(statement))
    except DBAPIError:
        return


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP SCHEMA IF EXISTS atelier_meaning CASCADE")
    op.drop_table("embedding_clock")
    op.drop_table("embedding")
