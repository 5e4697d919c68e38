"""Keeps masks under a name.

Why: a mask that took a while to paint serves for more than one try, and for more than one picture.
"""

import sqlalchemy as sa
from alembic import op

revision = "e08d5b7a31c6"
down_revision = "c41e8a7f02d9"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_mask",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("file_path", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_saved_mask_owner", "saved_mask", ["owner_id", "id"])


def downgrade() -> None:
    op.drop_table("saved_mask")
