"""Lets files come in by parts.

Why: a large picture over a weak connection should go on where it stopped, not begin anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "d4b81f6a92c3"
down_revision = "4d7e1f90b6a2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "incoming_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("received_bytes", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_incoming_file_owner", "incoming_file", ["owner_id", "id"])
    op.create_index("ix_incoming_file_created", "incoming_file", ["created_at"])
    op.create_table(
        "incoming_part",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("incoming_id", sa.Uuid(), nullable=False),
        sa.Column("offset_bytes", sa.Integer(), nullable=False),
        sa.Column("file_path", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(["incoming_id"], ["incoming_file.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_incoming_part_place", "incoming_part", ["incoming_id", "offset_bytes"], unique=True)


def downgrade() -> None:
    op.drop_table("incoming_part")
    op.drop_table("incoming_file")
