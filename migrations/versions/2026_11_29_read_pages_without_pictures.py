"""Lets a page of a story be read aloud that has no picture.

Why: a story may be told before it is illustrated.
"""

import sqlalchemy as sa
from alembic import op

revision = "b58d13f7c064"
down_revision = "a92d6c41e7f3"
branch_labels = None
depends_on = None

OF_SOMETHING = "image_id IS NOT NULL OR story_page_id IS NOT NULL"


def upgrade() -> None:
    with op.batch_alter_table("narration") as table:
        table.alter_column("image_id", existing_type=sa.Uuid(), nullable=True)
        table.create_check_constraint("of_something", OF_SOMETHING)


def downgrade() -> None:
    op.execute("DELETE FROM narration WHERE image_id IS NULL")
    with op.batch_alter_table("narration") as table:
        table.drop_constraint("of_something", type_="check")
        table.alter_column("image_id", existing_type=sa.Uuid(), nullable=False)
