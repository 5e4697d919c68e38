"""Keeps the words that pictures are found by.

Why: search over a person's whole history and the public wall needs an index of words. PostgreSQL searches the column
itself; SQLite a full-text table beside it, kept right by triggers. What is searched is folded in Python, so that both
find alike, and every word is marked with who may find a picture by it.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "6b1f40c8d2e7"
down_revision = "6a1e8d40c7f5"
branch_labels = None
depends_on = None

# Words come folded already, so every character that is not ASCII is part of one.
FULL_TEXT = (
    """CREATE VIRTUAL TABLE image_find USING fts5(
        words, content='image_words', content_rowid='number', tokenize='ascii', prefix='3 4 5')""",
    """CREATE TRIGGER image_words_added AFTER INSERT ON image_words BEGIN
        INSERT INTO image_find (rowid, words) VALUES (new.number, new.words); END""",
    """CREATE TRIGGER image_words_gone AFTER DELETE ON image_words BEGIN
        INSERT INTO image_find (image_find, rowid, words) VALUES ('delete', old.number, old.words); END""",
    """CREATE TRIGGER image_words_changed AFTER UPDATE ON image_words WHEN old.words <> new.words BEGIN
        INSERT INTO image_find (image_find, rowid, words) VALUES ('delete', old.number, old.words);
        INSERT INTO image_find (rowid, words) VALUES (new.number, new.words); END""",
)


def upgrade() -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    op.create_table(
        "image_words",
        sa.Column("image_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text() if is_sqlite else TSVECTOR(), nullable=False),
        sa.ForeignKeyConstraint(["image_id"], ["image.id"], name=op.f("fk_image_words_image_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("image_id", name=op.f("pk_image_words")),
        sa.UniqueConstraint("number", name=op.f("uq_image_words_number")),
    )
    if is_sqlite:
        for statement in FULL_TEXT:
            op.execute(statement)
    op.create_index(
        "ix_image_words",
        "image_words",
        ["words"],
        unique=False,
        postgresql_using="gin",
        sqlite_where=sa.text("words IS NULL"),
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE image_find")
    op.drop_table("image_words")
