"""Lists a person's trash by when pictures were thrown away.

Why: who looks there mostly wants back what went last, which may be an old picture.
"""

import sqlalchemy as sa
from alembic import op

revision = "a92d6c41e7f3"
down_revision = "f3b80d5e2a71"
branch_labels = None
depends_on = None

NAME = "ix_image_my_trash"
DELETED = sa.text("deleted_at IS NOT NULL")


def upgrade() -> None:
    _replace_by("owner_id", "deleted_at", "id")


def downgrade() -> None:
    _replace_by("owner_id", "id")


def _replace_by(*columns: str) -> None:
    op.drop_index(NAME, table_name="image")
    op.create_index(NAME, "image", columns, postgresql_where=DELETED, sqlite_where=DELETED)
