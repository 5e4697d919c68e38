"""Lets pictures be found by the prompts that projects show to guests, and by no words of private styles.

Why: a prompt that everybody may read should be found; what a private style added to one is its owner's alone.
"""

import sqlalchemy as sa
from alembic import op

from webapp.search.keeping import keep_words

revision = "c4e17f0b83d6"
down_revision = "b7c5d20e91f8"
branch_labels = None
depends_on = None

TOLD = sa.text(
    "SELECT id FROM image WHERE allows_remix OR id IN"
    " (SELECT image_id FROM project_picture JOIN image_project ON image_project.id = project_id"
    " WHERE guest_sees = 'full')"
)


def upgrade() -> None:
    connection = op.get_bind()
    keep_words(connection, connection.scalars(TOLD.columns(id=sa.Uuid())))


def downgrade() -> None:
    """What is found by too few words is found by others; the next change of a picture writes them anew."""
