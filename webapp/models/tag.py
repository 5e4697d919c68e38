"""A word that pictures are found by."""

from uuid import UUID

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base
from webapp.models.columns import new_id

TAG_CHARACTERS = 60

image_tag = Table(
    "image_tag",
    Base.metadata,
    Column("image_id", ForeignKey("image.id", ondelete="CASCADE"), primary_key=True),
    Column("tag_id", ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_image_tag_newest", "tag_id", "image_id"),
)


class Tag(Base):
    """A tag, shared by all who use the same word.

    `name` is the word folded, so that different spellings of one word meet; `label` is the word as it was first
    typed. `public_count` is how many pictures that everybody may see carry it.
    """

    __tablename__ = "tag"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(TAG_CHARACTERS), unique=True)
    label: Mapped[str] = mapped_column(String(TAG_CHARACTERS), default="")
    public_count: Mapped[int] = mapped_column(Integer, default=0)


class OwnTagCount(Base):
    """How many pictures carry a tag that their owner alone may see."""

    __tablename__ = "own_tag_count"

    owner_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    tag_id: Mapped[UUID] = mapped_column(ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True, index=True)
    image_count: Mapped[int] = mapped_column(Integer, default=0)
