"""A style: words that make pictures belong together, kept in numbered versions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint, and_, or_, text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql.elements import ColumnElement

from webapp.extensions import Base
from webapp.models.columns import UtcDateTime, new_id, utc_now

POSITION_OF_PEOPLE = 1_000_000
TARGETS = ("image", "scene", "narration")
PLACEMENTS = ("append", "prefix", "replace")
_IS_KEPT = text("deleted_at IS NULL")

prompt_helper_tag = Table(
    "prompt_helper_tag",
    Base.metadata,
    Column("prompt_helper_id", ForeignKey("prompt_helper.id", ondelete="CASCADE"), primary_key=True),
    Column("tag_id", ForeignKey("tag.id", ondelete="CASCADE"), primary_key=True),
    Index("ix_prompt_helper_tag_tag", "tag_id", "prompt_helper_id"),
)


class PromptHelper(Base):
    """A style that people choose by its picture.

    Built-in ones have no owner and come first, by `position`; those of people share one position and stand newest
    first. `visibility` is private or shared (with all who are signed in). `parent_id` is what it was forked from.
    `recipe` may hold the settings that belong to it (engine, model, size, steps, guidance, scheduler, LoRAs).
    `newest_number` is the number of its newest version; it only grows.
    """

    __tablename__ = "prompt_helper"
    __table_args__ = (
        Index("ix_prompt_helper_order", "position", "id", postgresql_where=_IS_KEPT, sqlite_where=_IS_KEPT),
        Index(
            "ix_prompt_helper_category", "category", "position", "id", postgresql_where=_IS_KEPT, sqlite_where=_IS_KEPT
        ),
        Index("ix_prompt_helper_owner", "owner_id", "position", "id", postgresql_where=_IS_KEPT, sqlite_where=_IS_KEPT),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    purpose: Mapped[str] = mapped_column(String(300), default="")
    category: Mapped[str] = mapped_column(String(40), default="")
    is_builtin: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(Integer, default=POSITION_OF_PEOPLE)
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("prompt_helper.id", ondelete="SET NULL"), index=True)
    visibility: Mapped[str] = mapped_column(String(8), default="private")
    voice_style: Mapped[str] = mapped_column(String(80), default="")
    recipe: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    preview_path: Mapped[str] = mapped_column(String(255), default="")
    newest_number: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    owner = relationship("User")
    parent = relationship("PromptHelper", remote_side="PromptHelper.id")
    tags = relationship("Tag", secondary=prompt_helper_tag, order_by="Tag.name")
    versions: Mapped[list["PromptHelperVersion"]] = relationship(
        back_populates="prompt_helper", order_by="PromptHelperVersion.number"
    )


class PromptHelperVersion(Base):
    """One numbered wording of a style. Words with a `{prompt}` slot take in what was typed."""

    __tablename__ = "prompt_helper_version"
    __table_args__ = (UniqueConstraint("prompt_helper_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    prompt_helper_id: Mapped[UUID] = mapped_column(ForeignKey("prompt_helper.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(Integer)
    prompt: Mapped[str] = mapped_column(Text, default="")
    negative_prompt: Mapped[str] = mapped_column(Text, default="")
    style_preset: Mapped[str] = mapped_column(String(40), default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    prompt_helper: Mapped[PromptHelper] = relationship(back_populates="versions")
    placements: Mapped[list["PromptPlacement"]] = relationship(cascade="all, delete-orphan", lazy="selectin")

    def placement_for(self, target: str) -> str:
        """Returns where the words stand in the prompt of an image, a scene or a narration: append unless said."""
        return next((each.placement for each in self.placements if each.target == target), PLACEMENTS[0])


class PromptPlacement(Base):
    """Where the words of a version stand: after (append), before (prefix) or instead of (replace) what was typed."""

    __tablename__ = "prompt_placement"

    version_id: Mapped[UUID] = mapped_column(
        ForeignKey("prompt_helper_version.id", ondelete="CASCADE"), primary_key=True
    )
    target: Mapped[str] = mapped_column(String(12), primary_key=True)
    placement: Mapped[str] = mapped_column(String(12))


class PromptHelperFavorite(Base):
    """A style somebody starred."""

    __tablename__ = "prompt_helper_favorite"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    prompt_helper_id: Mapped[UUID] = mapped_column(
        ForeignKey("prompt_helper.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


class PromptHelperUse(Base):
    """When somebody last used a style: what the picker shows as recent."""

    __tablename__ = "prompt_helper_use"
    __table_args__ = (Index("ix_prompt_helper_use_recent", "user_id", "used_at"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    prompt_helper_id: Mapped[UUID] = mapped_column(
        ForeignKey("prompt_helper.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    used_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


def style_shown_to(user_id: UUID | None) -> ColumnElement[bool]:
    """Returns the condition under which somebody sees a style: shared ones and their own, none of the deleted."""
    is_shared = PromptHelper.visibility == "shared"
    is_seen = is_shared if user_id is None else or_(is_shared, PromptHelper.owner_id == user_id)
    return and_(PromptHelper.deleted_at.is_(None), is_seen)
