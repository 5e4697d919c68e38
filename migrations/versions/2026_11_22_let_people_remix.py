"""Adds whether others may remix a picture.

Why: a recipe is shared only when its owner says so.
"""

import sqlalchemy as sa
from alembic import op

revision = "f4fbd90dc48d"
down_revision = "c41f12d19afb"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("image", schema=None) as batch_op:
        batch_op.add_column(sa.Column("allows_remix", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("image", schema=None) as batch_op:
        batch_op.drop_column("allows_remix")
