"""A change of very many pictures, carried out in the background."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base
from webapp.models.columns import UtcDateTime, new_id, utc_now

_IS_OPEN = text("finished_at IS NULL")


class BulkJob(Base):
    """One action on all pictures of a wall as it was narrowed. `last_id` is the picture behind which it goes on.

    `filters` is the wall's query string. `problem` says in a sentence why it ended early. `touched_at` grows while a
    worker is at it: one that stands still has lost its worker.
    """

    __tablename__ = "bulk_job"
    __table_args__ = (
        Index("ix_bulk_job_owner", "owner_id"),
        Index("ix_bulk_job_open", "touched_at", postgresql_where=_IS_OPEN, sqlite_where=_IS_OPEN),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    action: Mapped[str] = mapped_column(String(16))
    value: Mapped[str] = mapped_column(Text, default="")
    filters: Mapped[str] = mapped_column(Text, default="")
    last_id: Mapped[UUID | None] = mapped_column()
    done_count: Mapped[int] = mapped_column(default=0)
    left_count: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(String(400), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    touched_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


IS_OPEN = BulkJob.finished_at.is_(None)
