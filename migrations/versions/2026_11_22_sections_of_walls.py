"""Says where each picture comes from, how each person likes walls, and which failures were cleared.

Why: the sections of a person's wall (made, uploaded, edited, failed, rated, trash) are each read from an index that is
in the wall's order.
"""

import sqlalchemy as sa
from alembic import op

revision = "7c2f4e81b6d5"
down_revision = "c41f7d92a6e3"
branch_labels = None
depends_on = None

KEPT = sa.text("deleted_at IS NULL")
TO_SEE = sa.text("status IN ('failed', 'unknown') AND cleared_at IS NULL")
OLD = ("ix_image_my_rating", ["owner_id", "rating", "id"], KEPT)
NEW = (
    ("ix_image_rated", ["owner_id", "deleted_at", "id"], sa.text("rating > 0 AND deleted_at IS NULL")),
    ("ix_image_my_origin", ["owner_id", "origin", "id"], KEPT),
    ("ix_image_my_trash", ["owner_id", "id"], sa.text("deleted_at IS NOT NULL")),
)


def upgrade() -> None:
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.add_column(sa.Column("has_pages", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("image_request", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(
            "ix_image_request_failed",
            ["user_id", "cleared_at", "id"],
            unique=False,
            postgresql_where=TO_SEE,
            sqlite_where=TO_SEE,
        )
    with op.batch_alter_table("image", schema=None) as batch_op:
        batch_op.add_column(sa.Column("origin", sa.String(length=8), nullable=False, server_default="made"))
        batch_op.drop_index(OLD[0], postgresql_where=OLD[2], sqlite_where=OLD[2])
        for name, columns, where in NEW:
            batch_op.create_index(name, columns, unique=False, postgresql_where=where, sqlite_where=where)
    op.execute(
        """UPDATE image SET origin = CASE generation_type
        WHEN 'upload' THEN 'uploaded' WHEN 'probe' THEN 'probe' ELSE 'edited' END
        WHERE generation_type NOT IN ('initial', 'variation', 'remix')"""
    )


def downgrade() -> None:
    with op.batch_alter_table("image", schema=None) as batch_op:
        for name, _, where in NEW:
            batch_op.drop_index(name, postgresql_where=where, sqlite_where=where)
        batch_op.create_index(OLD[0], OLD[1], unique=False, postgresql_where=OLD[2], sqlite_where=OLD[2])
        batch_op.drop_column("origin")
    with op.batch_alter_table("image_request", schema=None) as batch_op:
        batch_op.drop_index("ix_image_request_failed", postgresql_where=TO_SEE, sqlite_where=TO_SEE)
        batch_op.drop_column("cleared_at")
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.drop_column("has_pages")
