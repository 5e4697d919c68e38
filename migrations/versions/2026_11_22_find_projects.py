"""Finds covers of projects, the projects somebody is a member of, and published and featured ones, by index.

Why: lists of projects show the cover of each, which may be any of thousands of pictures, and are read page by page,
newest first.
"""

import sqlalchemy as sa
from alembic import op

revision = "3f8a1c6d92b7"
down_revision = "3d9a6c17e0b2"
branch_labels = None
depends_on = None

IS_PUBLISHED = "visibility = 'public' AND deleted_at IS NULL"


def index_where(name: str, condition: str, sqlite_condition: str = "", columns: tuple[str, ...] = ("id",)) -> None:
    """Makes an index of the projects of a condition."""
    where, sqlite_where = sa.text(condition), sa.text(sqlite_condition or condition)
    op.create_index(name, "image_project", list(columns), postgresql_where=where, sqlite_where=sqlite_where)


def upgrade() -> None:
    op.create_index(
        "ix_project_picture_cover",
        "project_picture",
        ["project_id", "image_id"],
        postgresql_where=sa.text("is_cover"),
        sqlite_where=sa.text("is_cover = 1"),
    )
    op.drop_index("ix_image_project_published", "image_project")
    index_where("ix_image_project_published", IS_PUBLISHED)
    index_where("ix_image_project_featured", f"is_featured AND {IS_PUBLISHED}", f"is_featured = 1 AND {IS_PUBLISHED}")
    op.create_index("ix_project_member_user", "project_member", ["user_id", "project_id"])
    op.drop_index(op.f("ix_project_member_user_id"), "project_member")


def downgrade() -> None:
    op.create_index(op.f("ix_project_member_user_id"), "project_member", ["user_id"])
    op.drop_index("ix_project_member_user", "project_member")
    op.drop_index("ix_image_project_featured", "image_project")
    op.drop_index("ix_image_project_published", "image_project")
    index_where("ix_image_project_published", IS_PUBLISHED, columns=("is_featured", "id"))
    op.drop_index("ix_project_picture_cover", "project_picture")
