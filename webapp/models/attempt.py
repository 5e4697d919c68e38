"""One call to an engine, written down before the call is made."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Float, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base
from webapp.models.columns import UtcDateTime, new_id, utc_now

_IS_OPEN = text("finished_at IS NULL")


class Attempt(Base):
    """A call that was begun for one picture. Without `finished_at` nobody knows how it ended.

    `token` is random and travels in the provider's webhook address; `outcome` is "made" or an error's code.
    """

    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_open", "id", postgresql_where=_IS_OPEN, sqlite_where=_IS_OPEN),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("image_request.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(Integer, default=0)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    prediction_id: Mapped[str | None] = mapped_column(String(200))
    outcome: Mapped[str] = mapped_column(String(40), default="")
    seconds: Mapped[float | None] = mapped_column(Float)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
