"""Brings stories: pages in order, each a picture and its text, and the requests for pictures of a page.

Why: who reads a story turns its pages in their order, and a picture made for a page finds its way to it.
"""

import sqlalchemy as sa
from alembic import op

revision = "3d9a6c17e0b2"
down_revision = "7c2f4e81b6d5"
branch_labels = None
depends_on = None

PUBLIC = sa.text("visibility = 'public'")


def upgrade() -> None:
    op.create_table(
        "story",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("author_line", sa.String(length=120), nullable=False),
        sa.Column("theme_helper_id", sa.Uuid(), nullable=True),
        sa.Column("prompt_helper_id", sa.Uuid(), nullable=True),
        sa.Column("voice", sa.String(length=80), nullable=False),
        sa.Column("visibility", sa.String(length=8), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["theme_helper_id"], ["theme_helper.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["prompt_helper_id"], ["prompt_helper.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("story", schema=None) as batch_op:
        batch_op.create_index("ix_story_owner", ["owner_id", "id"], unique=False)
        batch_op.create_index("ix_story_public", ["id"], unique=False, postgresql_where=PUBLIC, sqlite_where=PUBLIC)
        for name in ("theme_helper_id", "prompt_helper_id"):
            batch_op.create_index(batch_op.f(f"ix_story_{name}"), [name], unique=False)
    op.create_table(
        "story_page",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("story_id", sa.Uuid(), nullable=False),
        sa.Column("image_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["image_id"], ["image.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("story_page", schema=None) as batch_op:
        batch_op.create_index("ix_story_page_order", ["story_id", "position", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_story_page_image_id"), ["image_id"], unique=False)
    op.create_table(
        "story_page_request",
        sa.Column("page_id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["page_id"], ["story_page.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["request_id"], ["image_request.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("page_id", "request_id"),
    )
    with op.batch_alter_table("story_page_request", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_story_page_request_request_id"), ["request_id"], unique=False)


def downgrade() -> None:
    op.drop_table("story_page_request")
    op.drop_table("story_page")
    op.drop_table("story")
