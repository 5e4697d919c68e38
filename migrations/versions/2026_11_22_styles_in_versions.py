"""Lets people make styles of their own, in versions, and brings themes.

Why: a style belongs to somebody, is shared or private, is forked, starred and remembered; its wording has a history.
A theme is a world with words, colours and the styles that suit it.
"""

import sqlalchemy as sa
from alembic import op

revision = "c41d7e9a5b20"
down_revision = "8d1f6b27c0e4"
branch_labels = None
depends_on = None

FILL = (
    "UPDATE prompt_helper SET visibility = 'shared' WHERE is_builtin",
    """UPDATE prompt_helper SET newest_number = coalesce(
        (SELECT max(number) FROM prompt_helper_version WHERE prompt_helper_id = prompt_helper.id), 0)""",
    """INSERT INTO prompt_placement (version_id, target, placement)
       SELECT id, 'image', placement FROM prompt_helper_version WHERE placement <> 'append'""",
)
BACK = """
UPDATE prompt_helper_version SET placement = coalesce(
    (SELECT placement FROM prompt_placement WHERE version_id = prompt_helper_version.id AND target = 'image'), 'append')
"""


def upgrade() -> None:
    op.create_table(
        "theme_helper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("prompt", sa.Text(), nullable=False),
        sa.Column("negative_prompt", sa.Text(), nullable=False),
        sa.Column("palette", sa.JSON(), nullable=False),
        sa.Column("is_builtin", sa.Boolean(), nullable=False),
        sa.Column("is_featured", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("visibility", sa.String(length=8), nullable=False),
        sa.Column("preview_path", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_theme_helper_owner_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["theme_helper.id"], name=op.f("fk_theme_helper_parent_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_helper")),
        sa.UniqueConstraint("slug", name=op.f("uq_theme_helper_slug")),
    )
    with op.batch_alter_table("theme_helper", schema=None) as batch_op:
        batch_op.create_index(
            "ix_theme_helper_category",
            ["category", "position", "id"],
            unique=False,
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )
        batch_op.create_index(
            "ix_theme_helper_order",
            ["position", "id"],
            unique=False,
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )
        batch_op.create_index(
            "ix_theme_helper_owner",
            ["owner_id", "position", "id"],
            unique=False,
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_theme_helper_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "prompt_helper_favorite",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("prompt_helper_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["prompt_helper_id"],
            ["prompt_helper.id"],
            name=op.f("fk_prompt_helper_favorite_prompt_helper_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_prompt_helper_favorite_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "prompt_helper_id", name=op.f("pk_prompt_helper_favorite")),
    )
    with op.batch_alter_table("prompt_helper_favorite", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_prompt_helper_favorite_prompt_helper_id"), ["prompt_helper_id"], unique=False
        )

    op.create_table(
        "prompt_helper_tag",
        sa.Column("prompt_helper_id", sa.Uuid(), nullable=False),
        sa.Column("tag_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["prompt_helper_id"],
            ["prompt_helper.id"],
            name=op.f("fk_prompt_helper_tag_prompt_helper_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name=op.f("fk_prompt_helper_tag_tag_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("prompt_helper_id", "tag_id", name=op.f("pk_prompt_helper_tag")),
    )
    with op.batch_alter_table("prompt_helper_tag", schema=None) as batch_op:
        batch_op.create_index("ix_prompt_helper_tag_tag", ["tag_id", "prompt_helper_id"], unique=False)

    op.create_table(
        "prompt_helper_use",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("prompt_helper_id", sa.Uuid(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["prompt_helper_id"],
            ["prompt_helper.id"],
            name=op.f("fk_prompt_helper_use_prompt_helper_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_prompt_helper_use_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "prompt_helper_id", name=op.f("pk_prompt_helper_use")),
    )
    with op.batch_alter_table("prompt_helper_use", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_prompt_helper_use_prompt_helper_id"), ["prompt_helper_id"], unique=False)
        batch_op.create_index("ix_prompt_helper_use_recent", ["user_id", "used_at"], unique=False)

    op.create_table(
        "theme_favorite",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("theme_helper_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["theme_helper_id"], ["theme_helper.id"], name=op.f("fk_theme_favorite_theme_helper_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_theme_favorite_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "theme_helper_id", name=op.f("pk_theme_favorite")),
    )
    with op.batch_alter_table("theme_favorite", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_theme_favorite_theme_helper_id"), ["theme_helper_id"], unique=False)

    op.create_table(
        "theme_helper_style",
        sa.Column("theme_helper_id", sa.Uuid(), nullable=False),
        sa.Column("prompt_helper_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["prompt_helper_id"],
            ["prompt_helper.id"],
            name=op.f("fk_theme_helper_style_prompt_helper_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theme_helper_id"],
            ["theme_helper.id"],
            name=op.f("fk_theme_helper_style_theme_helper_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("theme_helper_id", "prompt_helper_id", name=op.f("pk_theme_helper_style")),
    )
    with op.batch_alter_table("theme_helper_style", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_theme_helper_style_prompt_helper_id"), ["prompt_helper_id"], unique=False)

    op.create_table(
        "theme_helper_tag",
        sa.Column("theme_helper_id", sa.Uuid(), nullable=False),
        sa.Column("tag_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name=op.f("fk_theme_helper_tag_tag_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["theme_helper_id"],
            ["theme_helper.id"],
            name=op.f("fk_theme_helper_tag_theme_helper_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("theme_helper_id", "tag_id", name=op.f("pk_theme_helper_tag")),
    )
    with op.batch_alter_table("theme_helper_tag", schema=None) as batch_op:
        batch_op.create_index("ix_theme_helper_tag_tag", ["tag_id", "theme_helper_id"], unique=False)

    op.create_table(
        "prompt_placement",
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("target", sa.String(length=12), nullable=False),
        sa.Column("placement", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["prompt_helper_version.id"],
            name=op.f("fk_prompt_placement_version_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "target", name=op.f("pk_prompt_placement")),
    )
    with op.batch_alter_table("image_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("theme_helper_id", sa.Uuid(), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_image_request_prompt_helper_version_id"), ["prompt_helper_version_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_image_request_theme_helper_id"), ["theme_helper_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_image_request_theme_helper_id"),
            "theme_helper",
            ["theme_helper_id"],
            ["id"],
            ondelete="SET NULL",
        )

    with op.batch_alter_table("prompt_helper", schema=None) as batch_op:
        batch_op.add_column(sa.Column("parent_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("visibility", sa.String(length=8), nullable=False, server_default="private"))
        batch_op.add_column(sa.Column("voice_style", sa.String(length=80), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("recipe", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("newest_number", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.drop_index(batch_op.f("ix_prompt_helper_owner_id"))
        batch_op.drop_index(batch_op.f("ix_prompt_helper_order"))
        batch_op.create_index(
            "ix_prompt_helper_order",
            ["position", "id"],
            unique=False,
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )
        batch_op.create_index(
            "ix_prompt_helper_category",
            ["category", "position", "id"],
            unique=False,
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )
        batch_op.create_index(
            "ix_prompt_helper_owner",
            ["owner_id", "position", "id"],
            unique=False,
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_prompt_helper_parent_id"), ["parent_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_prompt_helper_parent_id"), "prompt_helper", ["parent_id"], ["id"], ondelete="SET NULL"
        )

    for statement in FILL:
        op.execute(statement)
    with op.batch_alter_table("prompt_helper_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("author_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_prompt_helper_version_author_id"), "user", ["author_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.drop_column("placement")


def downgrade() -> None:
    with op.batch_alter_table("prompt_helper_version", schema=None) as batch_op:
        batch_op.add_column(sa.Column("placement", sa.String(length=16), nullable=False, server_default="append"))
        batch_op.drop_constraint(batch_op.f("fk_prompt_helper_version_author_id"), type_="foreignkey")
        batch_op.drop_column("author_id")

    op.execute(BACK)
    with op.batch_alter_table("prompt_helper", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_prompt_helper_parent_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_prompt_helper_parent_id"))
        batch_op.drop_index(
            "ix_prompt_helper_owner",
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )
        batch_op.drop_index(
            "ix_prompt_helper_category",
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )
        batch_op.drop_index(
            "ix_prompt_helper_order",
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_prompt_helper_order"), ["is_builtin", "position", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_prompt_helper_owner_id"), ["owner_id"], unique=False)
        batch_op.drop_column("deleted_at")
        batch_op.drop_column("newest_number")
        batch_op.drop_column("recipe")
        batch_op.drop_column("voice_style")
        batch_op.drop_column("visibility")
        batch_op.drop_column("parent_id")

    with op.batch_alter_table("image_request", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_image_request_theme_helper_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_image_request_theme_helper_id"))
        batch_op.drop_index(batch_op.f("ix_image_request_prompt_helper_version_id"))
        batch_op.drop_column("theme_helper_id")

    op.drop_table("prompt_placement")
    op.drop_table("theme_helper_tag")
    op.drop_table("theme_helper_style")
    op.drop_table("theme_favorite")
    op.drop_table("prompt_helper_use")
    op.drop_table("prompt_helper_tag")
    op.drop_table("prompt_helper_favorite")
    op.drop_table("theme_helper")
