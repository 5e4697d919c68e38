"""A file of styles somebody is about to bring in."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base
from webapp.models.columns import UtcDateTime, new_id, utc_now


class StyleImport(Base):
    """What was read of an uploaded file, kept for the time between the look at it and the yes.

    `entries` are the drafts and problems as data, in the file's order; `left_out` the numbers of those not wanted, and
    `options` what was chosen for all of them. When it is done, `outcome` counts what came in and `entries` is empty.
    """

    __tablename__ = "style_import"
    __table_args__ = (Index("ix_style_import_owner", "owner_id", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(255))
    entries: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    left_out: Mapped[list[int]] = mapped_column(JSON, default=list)
    options: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    outcome: Mapped[dict[str, int] | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
