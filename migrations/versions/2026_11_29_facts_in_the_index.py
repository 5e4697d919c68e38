"""Puts what is known of pictures into the index of their words.

Why: a word that half of all pictures hold, together with a tag that few of them carry, is then one look into the index.
"""

from alembic import op

from webapp.search.keeping import keep_all_words

revision = "9e2b5a7c10f4"
down_revision = "d4e81f60a7c3"
branch_labels = None
depends_on = None


def upgrade() -> None:
    keep_all_words(op.get_bind())


def downgrade() -> None:
    """The words of facts may stay: nobody can type them."""
