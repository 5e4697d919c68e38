"""Makes the first tables: people, styles, requests, pictures, usage.

Why: the studio begins here.
"""

import sqlalchemy as sa
from alembic import op

revision = "42f2fb373466"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tag",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sa.UniqueConstraint("name", name=op.f("uq_tag_name")),
    )
    op.create_table(
        "user",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_key", sa.String(length=80), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=False),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
        sa.Column("is_disabled", sa.Boolean(), nullable=False),
        sa.Column("theme", sa.String(length=8), nullable=False),
        sa.Column("monthly_credits", sa.Float(), nullable=True),
        sa.Column("last_recipe", sa.JSON(), nullable=False),
        sa.Column("last_served_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("name_key", name=op.f("uq_user_name_key")),
    )
    op.create_table(
        "invitation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("note", sa.String(length=120), nullable=False),
        sa.Column("created_by_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_by_id", sa.Uuid(), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["user.id"], name=op.f("fk_invitation_created_by_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["used_by_id"], ["user.id"], name=op.f("fk_invitation_used_by_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitation_token_hash")),
    )
    op.create_table(
        "prompt_helper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("purpose", sa.String(length=300), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("is_builtin", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=True),
        sa.Column("preview_path", sa.String(length=255), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_prompt_helper_owner_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompt_helper")),
        sa.UniqueConstraint("slug", name=op.f("uq_prompt_helper_slug")),
    )
    with op.batch_alter_table("prompt_helper", schema=None) as batch_op:
        batch_op.create_index("ix_prompt_helper_order", ["is_builtin", "position", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_prompt_helper_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "user_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_user_session_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_user_session_token_hash")),
    )
    with op.batch_alter_table("user_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_user_session_user_id"), ["user_id"], unique=False)

    op.create_table(
        "prompt_helper_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("prompt_helper_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("prompt", sa.Text(), nullable=False),
        sa.Column("negative_prompt", sa.Text(), nullable=False),
        sa.Column("placement", sa.String(length=16), nullable=False),
        sa.Column("style_preset", sa.String(length=40), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["prompt_helper_id"],
            ["prompt_helper.id"],
            name=op.f("fk_prompt_helper_version_prompt_helper_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prompt_helper_version")),
        sa.UniqueConstraint(
            "prompt_helper_id", "number", name=op.f("uq_prompt_helper_version_prompt_helper_id_number")
        ),
    )
    op.create_table(
        "image_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("idempotency_key", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("operation", sa.String(length=32), nullable=False),
        sa.Column("model_backend", sa.String(length=32), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("prompt", sa.Text(), nullable=False),
        sa.Column("negative_prompt", sa.Text(), nullable=False),
        sa.Column("final_prompt", sa.Text(), nullable=False),
        sa.Column("final_negative_prompt", sa.Text(), nullable=False),
        sa.Column("prompt_helper_version_id", sa.Uuid(), nullable=True),
        sa.Column("style_preset", sa.String(length=40), nullable=False),
        sa.Column("width_px", sa.Integer(), nullable=False),
        sa.Column("height_px", sa.Integer(), nullable=False),
        sa.Column("num_outputs", sa.Integer(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=True),
        sa.Column("guidance_scale", sa.Float(), nullable=True),
        sa.Column("scheduler", sa.String(length=40), nullable=True),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("progress", sa.Float(), nullable=False),
        sa.Column("stage", sa.String(length=80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("prediction_id", sa.String(length=200), nullable=True),
        sa.Column("error_code", sa.String(length=40), nullable=False),
        sa.Column("error_message", sa.String(length=400), nullable=False),
        sa.Column("estimated_credits", sa.Float(), nullable=False),
        sa.Column("credits", sa.Float(), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("lease_token", sa.String(length=32), nullable=True),
        sa.Column("heartbeat", sa.Integer(), nullable=False),
        sa.Column("recoveries", sa.Integer(), nullable=False),
        sa.Column("dispatched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["prompt_helper_version_id"],
            ["prompt_helper_version.id"],
            name=op.f("fk_image_request_prompt_helper_version_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_image_request_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_image_request")),
        sa.UniqueConstraint("user_id", "idempotency_key", name=op.f("uq_image_request_user_id_idempotency_key")),
    )
    with op.batch_alter_table("image_request", schema=None) as batch_op:
        batch_op.create_index(
            "ix_image_request_live",
            ["status", "id"],
            unique=False,
            postgresql_where=sa.text("status IN ('queued', 'running', 'waiting', 'saving')"),
            sqlite_where=sa.text("status IN ('queued', 'running', 'waiting', 'saving')"),
        )
        batch_op.create_index(batch_op.f("ix_image_request_prediction_id"), ["prediction_id"], unique=False)
        batch_op.create_index("ix_image_request_user", ["user_id", "id"], unique=False)
        batch_op.create_index(
            "ix_image_request_user_live",
            ["user_id", "id"],
            unique=False,
            postgresql_where=sa.text("status IN ('queued', 'running', 'waiting', 'saving')"),
            sqlite_where=sa.text("status IN ('queued', 'running', 'waiting', 'saving')"),
        )

    op.create_table(
        "attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("prediction_id", sa.String(length=200), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["request_id"], ["image_request.id"], name=op.f("fk_attempt_request_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sa.UniqueConstraint("token", name=op.f("uq_attempt_token")),
    )
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attempt_request_id"), ["request_id"], unique=False)

    op.create_table(
        "image",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("generation_type", sa.String(length=20), nullable=False),
        sa.Column("file_path", sa.String(length=255), nullable=False),
        sa.Column("format", sa.String(length=8), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("width_px", sa.Integer(), nullable=False),
        sa.Column("height_px", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("small_path", sa.String(length=255), nullable=False),
        sa.Column("large_path", sa.String(length=255), nullable=False),
        sa.Column("colour", sa.String(length=7), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("prompt", sa.Text(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=True),
        sa.Column("model_backend", sa.String(length=32), nullable=False),
        sa.Column("recipe", sa.JSON(), nullable=False),
        sa.Column("alt_text", sa.Text(), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("visibility", sa.String(length=8), nullable=False),
        sa.Column("is_favorite", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_image_owner_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["parent_id"], ["image.id"], name=op.f("fk_image_parent_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["request_id"], ["image_request.id"], name=op.f("fk_image_request_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_image")),
        sa.UniqueConstraint("file_path", name=op.f("uq_image_file_path")),
        sa.UniqueConstraint("request_id", "position", name=op.f("uq_image_request_id_position")),
    )
    with op.batch_alter_table("image", schema=None) as batch_op:
        batch_op.create_index(
            "ix_image_favorite",
            ["owner_id", "is_favorite", "id"],
            unique=False,
            postgresql_where=sa.text("is_favorite AND deleted_at IS NULL"),
            sqlite_where=sa.text("is_favorite = 1 AND deleted_at IS NULL"),
        )
        batch_op.create_index(
            "ix_image_owner",
            ["owner_id", "id"],
            unique=False,
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_image_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index(
            "ix_image_public",
            ["id"],
            unique=False,
            postgresql_where=sa.text("visibility = 'public' AND deleted_at IS NULL"),
            sqlite_where=sa.text("visibility = 'public' AND deleted_at IS NULL"),
        )
        batch_op.create_index(
            "ix_image_trash",
            ["deleted_at"],
            unique=False,
            postgresql_where=sa.text("deleted_at IS NOT NULL"),
            sqlite_where=sa.text("deleted_at IS NOT NULL"),
        )

    op.create_table(
        "image_tag",
        sa.Column("image_id", sa.Uuid(), nullable=False),
        sa.Column("tag_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["image_id"], ["image.id"], name=op.f("fk_image_tag_image_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name=op.f("fk_image_tag_tag_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("image_id", "tag_id", name=op.f("pk_image_tag")),
    )
    with op.batch_alter_table("image_tag", schema=None) as batch_op:
        batch_op.create_index("ix_image_tag_newest", ["tag_id", "image_id"], unique=False)

    op.create_table(
        "stable_diffusion_usage_log",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("image_id", sa.Uuid(), nullable=True),
        sa.Column("model_backend", sa.String(length=32), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("operation", sa.String(length=32), nullable=False),
        sa.Column("width_px", sa.Integer(), nullable=False),
        sa.Column("height_px", sa.Integer(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=True),
        sa.Column("credits", sa.Float(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["image_id"],
            ["image.id"],
            name=op.f("fk_stable_diffusion_usage_log_image_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_stable_diffusion_usage_log_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stable_diffusion_usage_log")),
        sa.UniqueConstraint("image_id", name=op.f("uq_stable_diffusion_usage_log_image_id")),
    )
    with op.batch_alter_table("stable_diffusion_usage_log", schema=None) as batch_op:
        batch_op.create_index("ix_usage_month", ["user_id", "created_at", "credits"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("stable_diffusion_usage_log", schema=None) as batch_op:
        batch_op.drop_index("ix_usage_month")

    op.drop_table("stable_diffusion_usage_log")
    with op.batch_alter_table("image_tag", schema=None) as batch_op:
        batch_op.drop_index("ix_image_tag_newest")

    op.drop_table("image_tag")
    with op.batch_alter_table("image", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_image_public",
            postgresql_where=sa.text("visibility = 'public' AND deleted_at IS NULL"),
            sqlite_where=sa.text("visibility = 'public' AND deleted_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_image_parent_id"))
        batch_op.drop_index(
            "ix_image_owner",
            postgresql_where=sa.text("deleted_at IS NULL"),
            sqlite_where=sa.text("deleted_at IS NULL"),
        )
        batch_op.drop_index(
            "ix_image_favorite",
            postgresql_where=sa.text("is_favorite AND deleted_at IS NULL"),
            sqlite_where=sa.text("is_favorite = 1 AND deleted_at IS NULL"),
        )

    op.drop_table("image")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attempt_request_id"))

    op.drop_table("attempt")
    with op.batch_alter_table("image_request", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_image_request_user_live",
            postgresql_where=sa.text("status IN ('queued', 'running', 'waiting', 'saving')"),
            sqlite_where=sa.text("status IN ('queued', 'running', 'waiting', 'saving')"),
        )
        batch_op.drop_index("ix_image_request_user")
        batch_op.drop_index(batch_op.f("ix_image_request_prediction_id"))
        batch_op.drop_index(
            "ix_image_request_live",
            postgresql_where=sa.text("status IN ('queued', 'running', 'waiting', 'saving')"),
            sqlite_where=sa.text("status IN ('queued', 'running', 'waiting', 'saving')"),
        )

    op.drop_table("image_request")
    op.drop_table("prompt_helper_version")
    with op.batch_alter_table("user_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_user_session_user_id"))

    op.drop_table("user_session")
    with op.batch_alter_table("prompt_helper", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_prompt_helper_owner_id"))
        batch_op.drop_index("ix_prompt_helper_order")

    op.drop_table("prompt_helper")
    op.drop_table("invitation")
    op.drop_table("user")
    op.drop_table("tag")
