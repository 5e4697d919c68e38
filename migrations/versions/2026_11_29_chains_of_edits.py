"""Keeps steps of editing to be done again, and each time they are done.

Why: a row that is moved on after every step lets the next one begin wherever a worker or the upkeep was stopped.
"""

import sqlalchemy as sa
from alembic import op

revision = "c41e8a7f02d9"
down_revision = "c93a6f1e5d28"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "edit_chain",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_edit_chain_owner", "edit_chain", ["owner_id", "id"])
    op.create_table(
        "chain_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("source_image_id", sa.Uuid(), nullable=False),
        sa.Column("image_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("problem", sa.String(length=400), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_chain_run_owner", "chain_run", ["owner_id", "id"])
    is_running = sa.text("status = 'running'")
    op.create_index("ix_chain_run_running", "chain_run", ["id"], postgresql_where=is_running, sqlite_where=is_running)


def downgrade() -> None:
    op.drop_table("chain_run")
    op.drop_table("edit_chain")
