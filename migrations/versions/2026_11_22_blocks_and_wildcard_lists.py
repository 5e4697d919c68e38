"""Keeps blocks and wildcard lists, and with each request the words it was made of.

Why: people reuse pieces of prompt and lists of choices, and edit them later; what was asked for must not change with
them. A request therefore holds its template and each picture's prompt as its engine reads it.
"""

import sqlalchemy as sa
from alembic import op

revision = "4b7d92e0f6a3"
down_revision = "5e0b93a7d1f4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "prompt_block",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_prompt_block_owner_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompt_block")),
        sa.UniqueConstraint("owner_id", "name", name=op.f("uq_prompt_block_owner_id_name")),
    )
    op.create_index("ix_prompt_block_owner", "prompt_block", ["owner_id", "id"])
    op.create_table(
        "wildcard_list",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("entries", sa.Text(), nullable=False),
        sa.Column("entry_count", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_wildcard_list_owner_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wildcard_list")),
        sa.UniqueConstraint("owner_id", "name", name=op.f("uq_wildcard_list_owner_id_name")),
    )
    op.create_index("ix_wildcard_list_owner", "wildcard_list", ["owner_id", "id"])
    with op.batch_alter_table("image_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("prompt_template", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("negative_template", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("picture_prompts", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    with op.batch_alter_table("image_request", schema=None) as batch_op:
        batch_op.drop_column("picture_prompts")
        batch_op.drop_column("negative_template")
        batch_op.drop_column("prompt_template")
    op.drop_table("wildcard_list")
    op.drop_table("prompt_block")
