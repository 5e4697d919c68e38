"""Finds what a person has enlarged.

Why: the room of enlarging lists it, each result beside the picture before, and reads that list from its own index.
"""

import sqlalchemy as sa
from alembic import op

revision = "d4e81f60a7c3"
down_revision = "d4b81f6a92c3"
branch_labels = None
depends_on = None

ENLARGING = sa.text("kind = 'upscale'")


def upgrade() -> None:
    op.create_index(
        "ix_image_request_enlarged",
        "image_request",
        ["user_id", "id"],
        postgresql_where=ENLARGING,
        sqlite_where=ENLARGING,
    )


def downgrade() -> None:
    op.drop_index("ix_image_request_enlarged", "image_request")
