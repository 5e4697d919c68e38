"""A file that comes in by parts, so that a broken connection costs one part and no more."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base
from webapp.models.columns import UtcDateTime, new_id, utc_now


class IncomingFile(Base):
    """What is known of a file on its way, a picture or a zip: `received_bytes` of `size_bytes` are here."""

    __tablename__ = "incoming_file"
    __table_args__ = (
        Index("ix_incoming_file_owner", "owner_id", "id"),
        Index("ix_incoming_file_created", "created_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(8), default="picture")
    name: Mapped[str] = mapped_column(String(255), default="")
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    received_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


class IncomingPart(Base):
    """One part of it, from `offset_bytes` on, in a stored file of its own, which is called after this row."""

    __tablename__ = "incoming_part"
    __table_args__ = (Index("ix_incoming_part_place", "incoming_id", "offset_bytes", unique=True),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    incoming_id: Mapped[UUID] = mapped_column(ForeignKey("incoming_file.id", ondelete="CASCADE"))
    offset_bytes: Mapped[int] = mapped_column(Integer)
    file_path: Mapped[str] = mapped_column(String(255))
