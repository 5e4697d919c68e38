"""Keeps what was read of a file of styles until its owner says yes.

Why: people look at what will come in before it does; the file is too large for a cookie or a form, and what was
looked at is what has to come in.
"""

import sqlalchemy as sa
from alembic import op

revision = "b7d20c6e4a19"
down_revision = "5e0c3b7a91d2"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "style_import",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_style_import_owner_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_style_import")),
    )
    with op.batch_alter_table("style_import", schema=None) as batch_op:
        batch_op.create_index("ix_style_import_owner", ["owner_id", "id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("style_import", schema=None) as batch_op:
        batch_op.drop_index("ix_style_import_owner")

    op.drop_table("style_import")
