"""Finds the pictures whose alt text is missing or only a draft.

Why: a person with thousands of pictures works them off from a list that is read from its own index.
"""

import sqlalchemy as sa
from alembic import op

revision = "b7c25e90d41f"
down_revision = "f3a96c2d7b10"
branch_labels = None
depends_on = None

UNDESCRIBED = sa.text("alt_status != 'approved' AND deleted_at IS NULL")


def upgrade() -> None:
    op.create_index(
        "ix_image_undescribed",
        "image",
        ["owner_id", "id"],
        postgresql_where=UNDESCRIBED,
        sqlite_where=UNDESCRIBED,
    )


def downgrade() -> None:
    op.drop_index("ix_image_undescribed", "image")
