"""A theme: a world that pictures are set in, with its words, its colours and the styles that suit it."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text, and_, or_, text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql.elements import ColumnElement

from webapp.extensions import Base
from webapp.models.columns import UtcDateTime, new_id, utc_now

_IS_KEPT = text("deleted_at IS NULL")
POSITION_OF_PEOPLE = 1_000_000
_LAST_POSITION = 2_000_000_000
_COUNTED_FROM = datetime(2025, 1, 1, tzinfo=UTC)

theme_helper_tag = Table(
    "theme_helper_tag",
    Base.metadata,
    Column("theme_helper_id", ForeignKey("theme_helper.id", ondelete="CASCADE"), primary_key=True),
    Column("tag_id", ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_theme_helper_tag_tag", "tag_id", "theme_helper_id"),
)

theme_helper_style = Table(
    "theme_helper_style",
    Base.metadata,
    Column("theme_helper_id", ForeignKey("theme_helper.id", ondelete="CASCADE"), primary_key=True),
    Column("prompt_helper_id", ForeignKey("prompt_helper.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("position", Integer, nullable=False, default=0),
)


def newest_first(made_at: datetime) -> int:
    """Returns the position of a theme made then: later ones stand before earlier ones, and behind all built-in."""
    return max(POSITION_OF_PEOPLE, _LAST_POSITION - int((made_at - _COUNTED_FROM).total_seconds()))


class ThemeHelper(Base):
    """A world to set pictures in. Featured and built-in ones come first; those of people stand newest first.

    Every list is read in the order of `position` and `id`.

    `palette` is a list of colours (#rrggbb). `visibility` is private or shared; one that is not active is kept but
    offered to nobody but its owner. `parent_id` is what it was remixed from. `preview_path` is a storage key (an
    uploaded file or a copy of a picture); of a built-in one, a static file.
    """

    __tablename__ = "theme_helper"
    __table_args__ = (
        Index("ix_theme_helper_order", "position", "id", postgresql_where=_IS_KEPT, sqlite_where=_IS_KEPT),
        Index(
            "ix_theme_helper_category", "category", "position", "id", postgresql_where=_IS_KEPT, sqlite_where=_IS_KEPT
        ),
        Index("ix_theme_helper_owner", "owner_id", "position", "id", postgresql_where=_IS_KEPT, sqlite_where=_IS_KEPT),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    description: Mapped[str] = mapped_column(Text, default="")
    category: Mapped[str] = mapped_column(String(40), default="")
    prompt: Mapped[str] = mapped_column(Text, default="")
    negative_prompt: Mapped[str] = mapped_column(Text, default="")
    palette: Mapped[list[str]] = mapped_column(JSON, default=list)
    is_builtin: Mapped[bool] = mapped_column(default=False)
    is_featured: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int] = mapped_column(Integer, default=lambda: newest_first(utc_now()))
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("theme_helper.id", ondelete="SET NULL"), index=True)
    visibility: Mapped[str] = mapped_column(String(8), default="private")
    preview_path: Mapped[str] = mapped_column(String(255), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    owner = relationship("User")
    parent = relationship("ThemeHelper", remote_side="ThemeHelper.id")
    tags = relationship("Tag", secondary=theme_helper_tag, order_by="Tag.name")
    styles = relationship("PromptHelper", secondary=theme_helper_style, order_by=theme_helper_style.c.position)


class ThemeFavorite(Base):
    """A theme somebody starred."""

    __tablename__ = "theme_favorite"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    theme_helper_id: Mapped[UUID] = mapped_column(
        ForeignKey("theme_helper.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


def theme_shown_to(user_id: UUID | None) -> ColumnElement[bool]:
    """Returns the condition under which somebody sees a theme: shared active ones and their own, undeleted."""
    is_shared = and_(ThemeHelper.visibility == "shared", ThemeHelper.is_active == true())
    is_seen = is_shared if user_id is None else or_(is_shared, ThemeHelper.owner_id == user_id)
    return and_(ThemeHelper.deleted_at.is_(None), is_seen)
