"""Keeps small pictures of what each version of a style looks like.

Why: people choose with their eyes. A version is drawn at most once by each engine, which the constraint holds even
when two people ask at the same moment.
"""

import sqlalchemy as sa
from alembic import op

revision = "c41f7d92a6e3"
down_revision = "9e3c51a7b8d4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "style_probe",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("model_backend", sa.String(length=32), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["image_request.id"], name=op.f("fk_style_probe_request_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["prompt_helper_version.id"], name=op.f("fk_style_probe_version_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_style_probe")),
        sa.UniqueConstraint("version_id", "model_backend", name=op.f("uq_style_probe_version_id_model_backend")),
    )
    with op.batch_alter_table("style_probe", schema=None) as batch_op:
        batch_op.create_index("ix_style_probe_request", ["request_id"], unique=False)
    op.create_table(
        "style_probe_picture",
        sa.Column("probe_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("file_path", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["probe_id"], ["style_probe.id"], name=op.f("fk_style_probe_picture_probe_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("probe_id", "position", name=op.f("pk_style_probe_picture")),
        sa.UniqueConstraint("file_path", name=op.f("uq_style_probe_picture_file_path")),
    )


def downgrade() -> None:
    op.drop_table("style_probe_picture")
    with op.batch_alter_table("style_probe", schema=None) as batch_op:
        batch_op.drop_index("ix_style_probe_request")
    op.drop_table("style_probe")
