"""A word that pictures are found by."""

from uuid import UUID

from sqlalchemy import Column, ForeignKey, Index, String, Table
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base
from webapp.models.columns import new_id

image_tag = Table(
    "image_tag",
    Base.metadata,
    Column("image_id", ForeignKey("image.id", ondelete="CASCADE"), primary_key=True),
    Column("tag_id", ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_image_tag_newest", "tag_id", "image_id"),
)


class Tag(Base):
    """A tag, lower case, shared by all who use the same word."""

    __tablename__ = "tag"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(60), unique=True)
