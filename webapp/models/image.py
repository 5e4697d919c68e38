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
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.extensions import Base
from webapp.models.columns import UtcDateTime, new_id, utc_now

VISIBILITIES = ("private", "unlisted", "public")
SHAPES = ("landscape", "portrait", "square")
SIZE_CLASSES = ("small", "medium", "large", "huge")
REMIX = "remix"
ORIGINS = {"initial": "made", "variation": "made", REMIX: "made", "upload": "uploaded", "probe": "probe"}
EDITED = "edited"
# What a wall is narrowed by; a public one tells nothing of recipes that their owners keep.
MY_FILTERS = (
    "origin",
    "generation_type",
    "model_backend",
    "model",
    "prompt_helper_id",
    "prompt_helper_version_id",
    "theme_helper_id",
    "shape",
    "size_class",
    "seed",
)
_MOST_PIXELS = (700_000, 2_500_000, 8_000_000)
PUBLIC_FILTERS = (
    "owner_id",
    "generation_type",
    "model_backend",
    "prompt_helper_id",
    "theme_helper_id",
    "shape",
    "size_class",
)
_IS_SHOWN = text("visibility = 'public' AND deleted_at IS NULL")
_IS_KEPT = text("deleted_at IS NULL")
_IS_RATED = text("rating > 0 AND deleted_at IS NULL")
_IS_UNDESCRIBED = text("alt_status != 'approved' AND deleted_at IS NULL")
_IS_DELETED = text("deleted_at IS NOT NULL")
_IS_FAVORITE = text("is_favorite AND deleted_at IS NULL")
_IS_FAVORITE_IN_SQLITE = text("is_favorite = 1 AND deleted_at IS NULL")


def _index(name: str, *columns: str, where: Any, sqlite_where: Any = None) -> Index:
    return Index(name, *columns, postgresql_where=where, sqlite_where=where if sqlite_where is None else sqlite_where)


def shape_of(width_px: int, height_px: int) -> str:
    """Returns the shape of a picture; one that is nearly square is square."""
    ratio = width_px / max(1, height_px)
    return "square" if 0.95 <= ratio <= 1.05 else "landscape" if ratio > 1 else "portrait"


def size_class_of(width_px: int, height_px: int) -> str:
    """Returns how large a picture is: under 0.7, under 2.5, under 8 million pixels, or more."""
    pixels = width_px * height_px
    return next((name for name, most in zip(SIZE_CLASSES, _MOST_PIXELS, strict=False) if pixels < most), "huge")


def _shape(context: DefaultExecutionContext) -> str:
    row = context.current_parameters or {}
    return shape_of(row["width_px"], row["height_px"])


def _size_class(context: DefaultExecutionContext) -> str:
    row = context.current_parameters or {}
    return size_class_of(row["width_px"], row["height_px"])


def origin_of(generation_type: str) -> str:
    """Returns where a picture comes from: made, uploaded, edited, or drawn as a probe of a style."""
    return ORIGINS.get(generation_type, EDITED)


def _origin(context: DefaultExecutionContext) -> str:
    row = context.current_parameters or {}
    return origin_of(row.get("generation_type") or "initial")


class Image(Base):
    """A picture with its file, its recipe and who may see it.

    `id` grows with time, so newest-first lists are ordered by it alone. `file_path` and the thumbnails are
    storage keys, relative to MEDIA_ROOT. `allows_remix` shares the recipe with all who may see it. `recipe` holds
    what only its engine knows. The model, style, version and theme are copies of its request's, for walls to be
    narrowed by; `shape` and `size_class` follow from its pixels, `origin` from its
    generation type. `alt_status` is empty, drafted or approved.
    `purpose` says what an upload is for: reference, inspiration or training.
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
        # One for all ratings: it is in the wall's order. It is preferred for the same reason, by `deleted_at`.
        _index("ix_image_rated", "owner_id", "deleted_at", "id", where=_IS_RATED),
        _index("ix_image_undescribed", "owner_id", "id", where=_IS_UNDESCRIBED),
        *(_index(f"ix_image_my_{name}", "owner_id", name, "id", where=_IS_KEPT) for name in MY_FILTERS),
        *(_index(f"ix_image_public_{name}", name, "id", where=_IS_SHOWN) for name in PUBLIC_FILTERS),
        Index("ix_image_sha256", "owner_id", "sha256"),
        _index("ix_image_trash", "deleted_at", where=_IS_DELETED),
        _index("ix_image_my_trash", "owner_id", "deleted_at", "id", where=_IS_DELETED),
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
    model: Mapped[str] = mapped_column(String(200), default="")
    prompt_helper_id: Mapped[UUID | None] = mapped_column()
    prompt_helper_version_id: Mapped[UUID | None] = mapped_column()
    theme_helper_id: Mapped[UUID | None] = mapped_column()
    shape: Mapped[str] = mapped_column(String(10), default=_shape)
    size_class: Mapped[str] = mapped_column(String(8), default=_size_class)
    origin: Mapped[str] = mapped_column(String(8), default=_origin)
    recipe: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    alt_text: Mapped[str] = mapped_column(Text, default="")
    alt_status: Mapped[str] = mapped_column(String(8), default="")
    caption: Mapped[str] = mapped_column(Text, default="")
    visibility: Mapped[str] = mapped_column(String(8), default="private")
    allows_remix: Mapped[bool] = mapped_column(Boolean, default=False)
    is_favorite: Mapped[bool] = mapped_column(Boolean, default=False)
    rating: Mapped[int] = mapped_column(Integer, default=0)
    purpose: Mapped[str] = mapped_column(String(12), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    owner = relationship("User")
    request = relationship("ImageRequest", back_populates="images")
    tags = relationship("Tag", secondary="image_tag", order_by="Tag.name")


# The words stand in the query itself, not as parameters: only so does the database see that its index fits.
IS_KEPT = Image.deleted_at.is_(None)
IS_SHOWN = and_(Image.visibility == literal_column("'public'"), IS_KEPT)
IS_FAVORITE = and_(Image.is_favorite == true(), IS_KEPT)
IS_RATED = and_(Image.rating > literal_column("0"), IS_KEPT)
IS_UNDESCRIBED = and_(Image.alt_status != literal_column("'approved'"), IS_KEPT)
IS_IN_TRASH = and_(Image.deleted_at.is_not(None), Image.origin != "probe")
