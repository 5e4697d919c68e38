"""Adds the studio's own limit, and says in the usage log for which request and in which style a picture was made.

Why: an admin limits what all spend together; people see their use by style; what an engine took for a picture
that never came is written down too.
"""

import sqlalchemy as sa
from alembic import op

revision = "8d1f6b27c0e4"
down_revision = "f4fbd90dc48d"
branch_labels = None
depends_on = None

FILL = """
UPDATE stable_diffusion_usage_log
SET request_id = (SELECT image.request_id FROM image WHERE image.id = stable_diffusion_usage_log.image_id)
"""


def upgrade() -> None:
    table = op.create_table(
        "site_quota",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("monthly_credits", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_quota")),
    )
    op.bulk_insert(table, [{"id": 1, "monthly_credits": None}])
    with op.batch_alter_table("stable_diffusion_usage_log", schema=None) as batch_op:
        batch_op.add_column(sa.Column("request_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("style", sa.String(length=80), nullable=False, server_default=""))
        batch_op.create_foreign_key(
            batch_op.f("fk_stable_diffusion_usage_log_request_id"),
            "image_request",
            ["request_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch_op.create_index(batch_op.f("ix_stable_diffusion_usage_log_request_id"), ["request_id"], unique=False)
        batch_op.create_index("ix_usage_site", ["created_at", "credits"], unique=False)
    op.execute(FILL)


def downgrade() -> None:
    with op.batch_alter_table("stable_diffusion_usage_log", schema=None) as batch_op:
        batch_op.drop_index("ix_usage_site")
        batch_op.drop_index(batch_op.f("ix_stable_diffusion_usage_log_request_id"))
        batch_op.drop_constraint(batch_op.f("fk_stable_diffusion_usage_log_request_id"), type_="foreignkey")
        batch_op.drop_column("style")
        batch_op.drop_column("request_id")
    op.drop_table("site_quota")
