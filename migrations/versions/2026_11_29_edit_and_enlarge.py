"""Keeps what an edit or an enlargement starts from: the picture, and the mask that says what may change.

Why: a worker needs nothing but the request's row, and a retry starts from the same again. The picture's id is no
foreign key, as pictures name their requests already; one that is gone is found to be gone when the work starts.
"""

import sqlalchemy as sa
from alembic import op

revision = "b7d25e90a3f4"
down_revision = "6b1f40c8d2e7"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("image_request") as table:
        table.add_column(sa.Column("source_image_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("mask_path", sa.String(length=255), nullable=False, server_default=""))
    op.create_index("ix_image_request_source", "image_request", ["source_image_id", "user_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_image_request_source", "image_request")
    with op.batch_alter_table("image_request") as table:
        table.drop_column("mask_path")
        table.drop_column("source_image_id")
