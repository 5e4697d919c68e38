"""The vector of a thing's words, for finding it by meaning."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base
from webapp.models.columns import UtcDateTime

_IS_WANTED = text("wanted_at IS NOT NULL")


class Embedding(Base):
    """One vector of one thing. `kind` says in which table `thing_id` is: style, theme or image.

    `vector` holds float32 numbers, little-endian, of length 1 together; None until it is made. `wanted_at` is set while
    it has to be made anew. `version` is what its kind's clock said when it was written, 0 before.
    """

    __tablename__ = "embedding"
    __table_args__ = (
        Index("ix_embedding_wanted", "wanted_at", postgresql_where=_IS_WANTED, sqlite_where=_IS_WANTED),
        Index("ix_embedding_version", "kind", "model", "version"),
    )

    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    thing_id: Mapped[UUID] = mapped_column(primary_key=True)
    model: Mapped[str] = mapped_column(String(40), primary_key=True)
    text_sha256: Mapped[str] = mapped_column(String(64), default="")
    vector: Mapped[bytes | None] = mapped_column(LargeBinary)
    version: Mapped[int] = mapped_column(BigInteger, default=0)
    wanted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    made_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class EmbeddingClock(Base):
    """Counts how often vectors of a kind were written, so that other processes see cheaply that there are new ones."""

    __tablename__ = "embedding_clock"

    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, default=0)
