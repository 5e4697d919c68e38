"""A picture that exists."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    and_,
    literal_column,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.extensions import Base
from webapp.models.columns import UtcDateTime, new_id, utc_now

VISIBILITIES = ("private", "unlisted", "public")
_IS_SHOWN = text("visibility = 'public' AND deleted_at IS NULL")
_IS_KEPT = text("deleted_at IS NULL")
_IS_FAVORITE = text("is_favorite AND deleted_at IS NULL")
_IS_FAVORITE_IN_SQLITE = text("is_favorite = 1 AND deleted_at IS NULL")


def _index(name: str, *columns: str, where: Any, sqlite_where: Any = None) -> Index:
    return Index(name, *columns, postgresql_where=where, sqlite_where=where if sqlite_where is None else sqlite_where)


class Image(Base):
    """A picture with its file, its recipe and who may see it.

    `id` grows with time, so newest-first lists are ordered by it alone. `file_path` and the thumbnails are
    storage keys, relative to MEDIA_ROOT. `allows_remix` shares the recipe with all who may see it. `recipe` holds
    what only its engine knows.
    """

    __tablename__ = "image"
    __table_args__ = (
        UniqueConstraint("request_id", "position"),
        _index("ix_image_public", "id", where=_IS_SHOWN),
        _index("ix_image_owner", "owner_id", "id", where=_IS_KEPT),
        # `is_favorite` is a column of it too, so that SQLite, which counts no rows, prefers it to ix_image_owner.
        _index(
            "ix_image_favorite",
            "owner_id",
            "is_favorite",
            "id",
            where=_IS_FAVORITE,
            sqlite_where=_IS_FAVORITE_IN_SQLITE,
        ),
        _index("ix_image_trash", "deleted_at", where=text("deleted_at IS NOT NULL")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    request_id: Mapped[UUID | None] = mapped_column(ForeignKey("image_request.id", ondelete="SET NULL"))
    position: Mapped[int] = mapped_column(Integer, default=0)
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("image.id", ondelete="SET NULL"), index=True)
    generation_type: Mapped[str] = mapped_column(String(20), default="initial")

    file_path: Mapped[str] = mapped_column(String(255), unique=True)
    format: Mapped[str] = mapped_column(String(8), default="webp")
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    width_px: Mapped[int] = mapped_column(Integer)
    height_px: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(String(64))
    small_path: Mapped[str] = mapped_column(String(255), default="")
    large_path: Mapped[str] = mapped_column(String(255), default="")
    colour: Mapped[str] = mapped_column(String(7), default="#8a8580")

    title: Mapped[str] = mapped_column(String(200), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    prompt: Mapped[str] = mapped_column(Text, default="")
    seed: Mapped[int | None] = mapped_column(BigInteger)
    model_backend: Mapped[str] = mapped_column(String(32), default="")
    recipe: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    alt_text: Mapped[str] = mapped_column(Text, default="")
    caption: Mapped[str] = mapped_column(Text, default="")
    visibility: Mapped[str] = mapped_column(String(8), default="private")
    allows_remix: Mapped[bool] = mapped_column(Boolean, default=False)
    is_favorite: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    owner = relationship("User")
    request = relationship("ImageRequest", back_populates="images")
    tags = relationship("Tag", secondary="image_tag", order_by="Tag.name")


# The words stand in the query itself, not as parameters: only so does the database see that its index fits.
IS_KEPT = Image.deleted_at.is_(None)
IS_SHOWN = and_(Image.visibility == literal_column("'public'"), IS_KEPT)
IS_FAVORITE = and_(Image.is_favorite == true(), IS_KEPT)
