"""Tells pictures from ZIPs among the files that come in by parts.

Why: a ZIP over a weak connection should go on where it stopped, too; it may be larger, and becomes something else.
"""

import sqlalchemy as sa
from alembic import op

revision = "b7c5d20e91f8"
down_revision = "9e2b5a7c10f4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("incoming_file") as table:
        table.add_column(sa.Column("kind", sa.String(length=8), nullable=False, server_default="picture"))


def downgrade() -> None:
    with op.batch_alter_table("incoming_file") as table:
        table.drop_column("kind")
