"""Remembers with each request which blocks were switched on.

Why: a remix opens the composer as it was, and the blocks that are added by themselves belong to that.
"""

import sqlalchemy as sa
from alembic import op

revision = "9e3c51a7b8d4"
down_revision = "b7d20c6e4a19"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("image_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("blocks", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    with op.batch_alter_table("image_request", schema=None) as batch_op:
        batch_op.drop_column("blocks")
