"""Keeps which picture a request remixes.

Why: so that a picture tells whose recipe it began with, and that one what became of it.
"""

import sqlalchemy as sa
from alembic import op

revision = "e6a1b94c7d20"
down_revision = "c4e17f0b83d6"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("image_request") as table:
        table.add_column(sa.Column("remix_of_id", sa.Uuid()))


def downgrade() -> None:
    with op.batch_alter_table("image_request") as table:
        table.drop_column("remix_of_id")
