"""A style: words that make pictures belong together, kept in numbered versions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.extensions import Base
from webapp.models.columns import UtcDateTime, new_id, utc_now


class PromptHelper(Base):
    """A style that people choose by its picture. Built-in ones have no owner."""

    __tablename__ = "prompt_helper"
    __table_args__ = (Index("ix_prompt_helper_order", "is_builtin", "position", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    purpose: Mapped[str] = mapped_column(String(300), default="")
    category: Mapped[str] = mapped_column(String(40), default="")
    is_builtin: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(Integer, default=0)
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    preview_path: Mapped[str] = mapped_column(String(255), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    versions: Mapped[list["PromptHelperVersion"]] = relationship(
        back_populates="prompt_helper", order_by="PromptHelperVersion.number"
    )


class PromptHelperVersion(Base):
    """One numbered wording of a style. `placement` is append, prefix or replace (a `{prompt}` slot)."""

    __tablename__ = "prompt_helper_version"
    __table_args__ = (UniqueConstraint("prompt_helper_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    prompt_helper_id: Mapped[UUID] = mapped_column(ForeignKey("prompt_helper.id", ondelete="CASCADE"))
    number: Mapped[int] = mapped_column(Integer)
    prompt: Mapped[str] = mapped_column(Text, default="")
    negative_prompt: Mapped[str] = mapped_column(Text, default="")
    placement: Mapped[str] = mapped_column(String(16), default="append")
    style_preset: Mapped[str] = mapped_column(String(40), default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    prompt_helper: Mapped[PromptHelper] = relationship(back_populates="versions")
