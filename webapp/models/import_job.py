"""A ZIP of pictures on its way in, and what of it was left out."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base
from webapp.models.columns import UtcDateTime, new_id, utc_now

_IS_LIVE = text("status = 'live'")


class ImportJob(Base):
    """A ZIP that is being brought in by slices of some seconds each, so that it holds no worker for long.

    `status` is live, done, failed or cancelled. `file_path` is the storage key of the ZIP, "" once it ended.
    `next_entry` is the file in it to go on with; `lease_until` keeps a second worker away, and tells whose turn it is.
    `read_bytes` counts what was unpacked so far.
    """

    __tablename__ = "import_job"
    __table_args__ = (
        Index("ix_import_job_owner", "owner_id", "id"),
        Index("ix_import_job_live", "lease_until", "id", postgresql_where=_IS_LIVE, sqlite_where=_IS_LIVE),
        Index("ix_import_job_file", "file_path"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(200), default="")
    file_path: Mapped[str] = mapped_column(String(255), default="")
    purpose: Mapped[str] = mapped_column(String(12), default="")
    tags: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[str] = mapped_column(String(10), default="live")
    entry_count: Mapped[int] = mapped_column(Integer, default=0)
    next_entry: Mapped[int] = mapped_column(Integer, default=0)
    taken_count: Mapped[int] = mapped_column(Integer, default=0)
    known_count: Mapped[int] = mapped_column(Integer, default=0)
    skipped_count: Mapped[int] = mapped_column(Integer, default=0)
    read_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    error_message: Mapped[str] = mapped_column(String(300), default="")
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ImportSkip(Base):
    """A file of a ZIP that did not come in, and why."""

    __tablename__ = "import_skip"

    job_id: Mapped[UUID] = mapped_column(ForeignKey("import_job.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    words: Mapped[str] = mapped_column(String(300))
