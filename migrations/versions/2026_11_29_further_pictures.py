"""Keeps which further pictures an edit takes: a style to take over, a background, a light.

Why: a worker needs nothing but the request's row; the pictures stay where they are.
"""

import sqlalchemy as sa
from alembic import op

revision = "f3a96c2d7b10"
down_revision = "e08d5b7a31c6"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("image_request") as table:
        table.add_column(sa.Column("pictures", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    with op.batch_alter_table("image_request") as table:
        table.drop_column("pictures")
