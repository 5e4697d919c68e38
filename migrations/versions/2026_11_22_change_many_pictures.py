"""Keeps changes of very many pictures that go on in the background.

Why: "all that match" may be tens of thousands; nobody waits for that in a browser, and what a crash cuts off goes on
behind the last picture that was done.
"""

import sqlalchemy as sa
from alembic import op

revision = "3f9a6c20d8e1"
down_revision = "3f8a1c6d92b7"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bulk_job",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("filters", sa.Text(), nullable=False),
        sa.Column("last_id", sa.Uuid(), nullable=True),
        sa.Column("done_count", sa.Integer(), nullable=False),
        sa.Column("left_count", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=400), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_bulk_job_owner_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_job")),
    )
    op.create_index("ix_bulk_job_owner", "bulk_job", ["owner_id"], unique=False)
    is_open = sa.text("finished_at IS NULL")
    op.create_index("ix_bulk_job_open", "bulk_job", ["touched_at"], postgresql_where=is_open, sqlite_where=is_open)


def downgrade() -> None:
    op.drop_index("ix_bulk_job_open", table_name="bulk_job")
    op.drop_index("ix_bulk_job_owner", table_name="bulk_job")
    op.drop_table("bulk_job")
