"""Keeps links that show one thing to whoever has them.

Why: people show a picture to somebody without an account, for a while, behind a password or not, and take that back.
"""

import sqlalchemy as sa
from alembic import op

revision = "a81d5f3e07c4"
down_revision = "e6b1d4079a52"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "share_link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=120), nullable=False),
        sa.Column("shows", sa.String(length=8), nullable=False),
        sa.Column("allows_download", sa.Boolean(), nullable=False),
        sa.Column("use_count", sa.Integer(), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True)),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index("ix_share_link_thing", "share_link", ["kind", "thing_id", "id"])
    op.create_index("ix_share_link_owner", "share_link", ["owner_id", "id"])


def downgrade() -> None:
    op.drop_table("share_link")
