"""Brings in ZIPs of pictures by a background job, and keeps what was left out and why.

Why: a thousand pictures take longer than a page should wait for; a row that is moved on with every picture lets
another worker go on where one stopped.
"""

import sqlalchemy as sa
from alembic import op

revision = "e6b1d4079a52"
down_revision = "3f9a6c20d8e1"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_job",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("file_path", sa.String(length=255), nullable=False),
        sa.Column("purpose", sa.String(length=12), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("entry_count", sa.Integer(), nullable=False),
        sa.Column("next_entry", sa.Integer(), nullable=False),
        sa.Column("taken_count", sa.Integer(), nullable=False),
        sa.Column("known_count", sa.Integer(), nullable=False),
        sa.Column("skipped_count", sa.Integer(), nullable=False),
        sa.Column("read_bytes", sa.BigInteger(), nullable=False),
        sa.Column("error_message", sa.String(length=300), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_import_job_owner_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_job")),
    )
    is_live = sa.text("status = 'live'")
    op.create_index("ix_import_job_owner", "import_job", ["owner_id", "id"])
    op.create_index("ix_import_job_file", "import_job", ["file_path"])
    op.create_index(
        "ix_import_job_live", "import_job", ["lease_until", "id"], postgresql_where=is_live, sqlite_where=is_live
    )
    op.create_table(
        "import_skip",
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["import_job.id"], name=op.f("fk_import_skip_job_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("job_id", "number", name=op.f("pk_import_skip")),
    )


def downgrade() -> None:
    op.drop_table("import_skip")
    for name in ("ix_import_job_live", "ix_import_job_file", "ix_import_job_owner"):
        op.drop_index(name, table_name="import_job")
    op.drop_table("import_job")
