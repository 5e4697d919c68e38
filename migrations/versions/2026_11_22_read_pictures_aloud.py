"""Keeps what is read aloud to pictures, and whether somebody wants that for each new one.

Why: a narration is made in the background, by one worker at a time, and is heard by who may see its picture.
"""

import sqlalchemy as sa
from alembic import op

revision = "6a1e8d40c7f5"
down_revision = "a81d5f3e07c4"
branch_labels = None
depends_on = None

LIVE = sa.text("status IN ('queued', 'running')")


def upgrade() -> None:
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.add_column(sa.Column("has_narrations", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "narration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("image_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("story_page_id", sa.Uuid(), nullable=True),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("voice", sa.String(length=80), nullable=False),
        sa.Column("manner", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=35), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("error_message", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("lease_token", sa.String(length=64), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ogg_path", sa.String(length=255), nullable=False),
        sa.Column("mp3_path", sa.String(length=255), nullable=False),
        sa.Column("duration_s", sa.Float(), nullable=False),
        sa.Column("cues", sa.JSON(), nullable=False),
        sa.Column("credits", sa.Float(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["image_id"], ["image.id"], name=op.f("fk_narration_image_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_narration_user_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["story_page_id"], ["story_page.id"], name=op.f("fk_narration_story_page_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_narration")),
    )
    with op.batch_alter_table("narration", schema=None) as batch_op:
        batch_op.create_index("ix_narration_image", ["image_id", "id"], unique=False)
        batch_op.create_index("ix_narration_user", ["user_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_narration_story_page_id"), ["story_page_id"], unique=False)
        batch_op.create_index("ix_narration_live", ["id"], unique=False, postgresql_where=LIVE, sqlite_where=LIVE)


def downgrade() -> None:
    op.drop_table("narration")
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.drop_column("has_narrations")
