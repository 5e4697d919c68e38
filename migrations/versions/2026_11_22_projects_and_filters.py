"""Brings projects, and copies to each picture what walls are narrowed by.

Why: a wall of a million pictures is narrowed by style, model, shape and the like without reading other tables, each
filter from an index of its own that is in the wall's order.
"""

import sqlalchemy as sa
from alembic import op

revision = "5e0b93a7d1f4"
down_revision = "5c0e7a91d3b8"
branch_labels = None
depends_on = None

KEPT = sa.text("deleted_at IS NULL")
SHOWN = sa.text("visibility = 'public' AND deleted_at IS NULL")
MY_FILTERS = (
    "generation_type", "model_backend", "model", "prompt_helper_id", "prompt_helper_version_id", "theme_helper_id",
    "rating", "shape", "size_class", "seed",
)  # fmt: skip
PUBLIC_FILTERS = (
    "owner_id", "generation_type", "model_backend", "prompt_helper_id", "theme_helper_id", "shape", "size_class",
)  # fmt: skip
INDEXES = [
    *((f"ix_image_my_{name}", ["owner_id", name, "id"], KEPT) for name in MY_FILTERS),
    *((f"ix_image_public_{name}", [name, "id"], SHOWN) for name in PUBLIC_FILTERS),
]
FILL = (
    """UPDATE image SET shape = CASE
        WHEN width_px BETWEEN 0.95 * height_px AND 1.05 * height_px THEN 'square'
        WHEN width_px > height_px THEN 'landscape' ELSE 'portrait' END""",
    """UPDATE image SET size_class = CASE
        WHEN width_px * height_px < 700000 THEN 'small' WHEN width_px * height_px < 2500000 THEN 'medium'
        WHEN width_px * height_px < 8000000 THEN 'large' ELSE 'huge' END""",
    """UPDATE image SET
        model = (SELECT model FROM image_request WHERE id = image.request_id),
        prompt_helper_version_id =
            (SELECT prompt_helper_version_id FROM image_request WHERE id = image.request_id)
        WHERE request_id IN (SELECT id FROM image_request)""",
    """UPDATE image SET prompt_helper_id =
        (SELECT prompt_helper_id FROM prompt_helper_version WHERE id = image.prompt_helper_version_id)
        WHERE prompt_helper_version_id IS NOT NULL""",
)


def upgrade() -> None:
    op.create_table(
        "image_project",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("theme_helper_id", sa.Uuid(), nullable=True),
        sa.Column("visibility", sa.String(length=8), nullable=False),
        sa.Column("is_featured", sa.Boolean(), nullable=False),
        sa.Column("guest_sees", sa.String(length=8), nullable=False),
        sa.Column("allows_remix", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_image_project_owner_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["image_project.id"], name=op.f("fk_image_project_parent_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["theme_helper_id"], ["theme_helper.id"], name=op.f("fk_image_project_theme_helper_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_image_project")),
        sa.UniqueConstraint("slug", name=op.f("uq_image_project_slug")),
    )
    with op.batch_alter_table("image_project", schema=None) as batch_op:
        batch_op.create_index(
            "ix_image_project_owner",
            ["owner_id", "id"],
            unique=False,
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_image_project_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(
            "ix_image_project_published",
            ["is_featured", "id"],
            unique=False,
            postgresql_where=sa.text("visibility = 'public' AND deleted_at IS NULL"),
            sqlite_where=sa.text("visibility = 'public' AND deleted_at IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_image_project_theme_helper_id"), ["theme_helper_id"], unique=False)

    op.create_table(
        "project_member",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["image_project.id"], name=op.f("fk_project_member_project_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_project_member_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("project_id", "user_id", name=op.f("pk_project_member")),
    )
    with op.batch_alter_table("project_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_member_user_id"), ["user_id"], unique=False)

    op.create_table(
        "project_picture",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("image_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_cover", sa.Boolean(), nullable=False),
        sa.Column("added_by_id", sa.Uuid(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["user.id"], name=op.f("fk_project_picture_added_by_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["image_id"], ["image.id"], name=op.f("fk_project_picture_image_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["image_project.id"], name=op.f("fk_project_picture_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("project_id", "image_id", name=op.f("pk_project_picture")),
    )
    with op.batch_alter_table("project_picture", schema=None) as batch_op:
        batch_op.create_index("ix_project_picture_image", ["image_id", "project_id"], unique=False)
        batch_op.create_index("ix_project_picture_order", ["project_id", "position", "image_id"], unique=False)

    with op.batch_alter_table("image", schema=None) as batch_op:
        batch_op.add_column(sa.Column("model", sa.String(length=200), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("prompt_helper_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("prompt_helper_version_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("theme_helper_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("shape", sa.String(length=10), nullable=False, server_default="square"))
        batch_op.add_column(sa.Column("size_class", sa.String(length=8), nullable=False, server_default="small"))
        batch_op.add_column(sa.Column("alt_status", sa.String(length=8), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("rating", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("purpose", sa.String(length=12), nullable=False, server_default=""))
        for name, columns, where in INDEXES:
            batch_op.create_index(name, columns, unique=False, postgresql_where=where, sqlite_where=where)
        batch_op.create_index("ix_image_sha256", ["owner_id", "sha256"], unique=False)

    with op.batch_alter_table("image_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("project_id", sa.Uuid(), nullable=True))
        batch_op.create_index(batch_op.f("ix_image_request_project_id"), ["project_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_image_request_project_id"), "image_project", ["project_id"], ["id"], ondelete="SET NULL"
        )
    for statement in FILL:
        op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("image_request", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_image_request_project_id"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_image_request_project_id"))
        batch_op.drop_column("project_id")

    with op.batch_alter_table("image", schema=None) as batch_op:
        batch_op.drop_index("ix_image_sha256")
        for name, _, where in INDEXES:
            batch_op.drop_index(name, postgresql_where=where, sqlite_where=where)
        batch_op.drop_column("purpose")
        batch_op.drop_column("rating")
        batch_op.drop_column("alt_status")
        batch_op.drop_column("size_class")
        batch_op.drop_column("shape")
        batch_op.drop_column("theme_helper_id")
        batch_op.drop_column("prompt_helper_version_id")
        batch_op.drop_column("prompt_helper_id")
        batch_op.drop_column("model")

    op.drop_table("project_picture")
    op.drop_table("project_member")
    op.drop_table("image_project")
