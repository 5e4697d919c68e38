"""Keeps the sound of a narration that is read and paid, until it is stored.

Why: while the picture store is full or away, a worker tries again later, and nobody pays for the same words twice.
"""

import sqlalchemy as sa
from alembic import op

revision = "c93a6f1e5d28"
down_revision = "b7d25e90a3f4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "narration_sound",
        sa.Column("narration_id", sa.Uuid(), nullable=False),
        sa.Column("ogg", sa.LargeBinary(), nullable=False),
        sa.Column("mp3", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["narration_id"], ["narration.id"], name=op.f("fk_narration_sound_narration_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("narration_id", name=op.f("pk_narration_sound")),
    )


def downgrade() -> None:
    op.drop_table("narration_sound")
