"""Lists the pictures of a project by when they were hung.

Why: a feed should begin with what is new in the project, which may be an old picture.
"""

from alembic import op

revision = "f3b80d5e2a71"
down_revision = "e6a1b94c7d20"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_project_picture_latest", "project_picture", ["project_id", "added_at", "image_id"])


def downgrade() -> None:
    op.drop_index("ix_project_picture_latest", table_name="project_picture")
