"""The words that a picture is found by, folded and marked with who may find it by them."""

from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Dialect, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from webapp.extensions import Base


class Words(TypeDecorator[str]):
    """Words with spaces between them. PostgreSQL keeps them as a tsvector, with their places."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(TSVECTOR() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or dialect.name != "postgresql":
            return value
        return " ".join(f"'{word}':{place}" for place, word in enumerate(value.split(), 1))


class ImageWords(Base):
    """What full-text search reads of one picture.

    `number` grows with the picture's id and fits into 63 bits: SQLite's index lists pictures in its order.
    """

    __tablename__ = "image_words"
    # SQLite reads its full-text table instead: there, this index holds nothing.
    __table_args__ = (Index("ix_image_words", "words", postgresql_using="gin", sqlite_where=text("words IS NULL")),)

    image_id: Mapped[UUID] = mapped_column(ForeignKey("image.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, unique=True)
    words: Mapped[str] = mapped_column(Words, default="")
