"""Keeps a tag as it was typed, and how many pictures carry it: those everybody may see, and each owner's others.

Why: the page of tags shows counts that give no private picture away, and counts nothing while somebody waits.
"""

import sqlalchemy as sa
from alembic import op

revision = "5c0e7a91d3b8"
down_revision = "c41d7e9a5b20"
branch_labels = None
depends_on = None

COUNT_PUBLIC = """
UPDATE tag SET label = name, public_count = (
    SELECT COUNT(*) FROM image_tag JOIN image ON image.id = image_tag.image_id
    WHERE image_tag.tag_id = tag.id AND image.visibility = 'public' AND image.deleted_at IS NULL
)
"""
COUNT_OWN = """
INSERT INTO own_tag_count (owner_id, tag_id, image_count)
SELECT image.owner_id, image_tag.tag_id, COUNT(*) FROM image_tag JOIN image ON image.id = image_tag.image_id
WHERE image.visibility <> 'public' AND image.deleted_at IS NULL
GROUP BY image.owner_id, image_tag.tag_id
"""


def upgrade() -> None:
    op.add_column("tag", sa.Column("label", sa.String(length=60), nullable=False, server_default=""))
    op.add_column("tag", sa.Column("public_count", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "own_tag_count",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("tag_id", sa.Uuid(), nullable=False),
        sa.Column("image_count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_own_tag_count_owner_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name=op.f("fk_own_tag_count_tag_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("owner_id", "tag_id", name=op.f("pk_own_tag_count")),
    )
    op.create_index(op.f("ix_own_tag_count_tag_id"), "own_tag_count", ["tag_id"], unique=False)
    op.execute(COUNT_PUBLIC)
    op.execute(COUNT_OWN)


def downgrade() -> None:
    # Said straight: a batch would make SQLite's table anew and take the pictures' tags with the old one.
    op.drop_table("own_tag_count")
    op.drop_column("tag", "public_count")
    op.drop_column("tag", "label")
