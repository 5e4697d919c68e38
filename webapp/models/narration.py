"""A picture's words, spoken."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Float, ForeignKey, Index, Integer, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.extensions import Base
from webapp.models.columns import UtcDateTime, new_id, utc_now

SOURCES = ("caption", "alt_text", "story", "typed")
_IS_LIVE = text("status IN ('queued', 'running')")


class Narration(Base):
    """A text that is read aloud, of a picture or of a page of a story, as somebody asked for it.

    `status` goes from queued over running to completed or failed; a worker holds it by `lease_token` until
    `lease_until`. `voice` is a full name such as "espeak:gmw/en", `manner` the wish of the picture's style.
    `cues` are the sentences as [start, end, text], in seconds; `credits` is what it still costs: once it is paid, the
    usage log has that. One of a page of a story, which need have no picture, is heard by the story's readers, any other
    by who may see the picture.
    """

    __tablename__ = "narration"
    __table_args__ = (
        CheckConstraint("image_id IS NOT NULL OR story_page_id IS NOT NULL", name="of_something"),
        Index("ix_narration_image", "image_id", "id"),
        Index("ix_narration_user", "user_id", "id"),
        Index("ix_narration_live", "id", postgresql_where=_IS_LIVE, sqlite_where=_IS_LIVE),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    image_id: Mapped[UUID | None] = mapped_column(ForeignKey("image.id", ondelete="CASCADE"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    story_page_id: Mapped[UUID | None] = mapped_column(ForeignKey("story_page.id", ondelete="CASCADE"), index=True)
    source: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)
    voice: Mapped[str] = mapped_column(String(80))
    manner: Mapped[str] = mapped_column(String(80), default="")
    language: Mapped[str] = mapped_column(String(35), default="")

    status: Mapped[str] = mapped_column(String(10), default="queued")
    error_message: Mapped[str] = mapped_column(Text, default="")
    tries: Mapped[int] = mapped_column(Integer, default=0)
    lease_token: Mapped[str | None] = mapped_column(String(64))
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)

    ogg_path: Mapped[str] = mapped_column(String(255), default="")
    mp3_path: Mapped[str] = mapped_column(String(255), default="")
    duration_s: Mapped[float] = mapped_column(Float, default=0.0)
    cues: Mapped[list[Any]] = mapped_column(JSON, default=list)
    credits: Mapped[float] = mapped_column(Float, default=0.0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    image = relationship("Image")


class NarrationSound(Base):
    """The files of a narration that is read and paid but not stored yet. Taken away once they are."""

    __tablename__ = "narration_sound"

    narration_id: Mapped[UUID] = mapped_column(ForeignKey("narration.id", ondelete="CASCADE"), primary_key=True)
    ogg: Mapped[bytes] = mapped_column(LargeBinary)
    mp3: Mapped[bytes] = mapped_column(LargeBinary)


# The words stand in the query itself, so that the database sees that its index fits.
IS_READ_OUT = text("narration.status IN ('queued', 'running')")
