"""A link that shows one thing to whoever has it. Only its hash is stored."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base
from webapp.models.columns import UtcDateTime, new_id, utc_now

DETAILS = ("picture", "words", "recipe")


class ShareLink(Base):
    """A link to a thing of its owner: `kind` says what it is (image, project or story), `thing_id` which one.

    `shows` is what a guest sees of pictures: them alone, with title and caption, or with their recipes too.
    `password_hash` is empty where the link alone is enough.
    """

    __tablename__ = "share_link"
    __table_args__ = (
        Index("ix_share_link_thing", "kind", "thing_id", "id"),
        Index("ix_share_link_owner", "owner_id", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(8), default="image")
    thing_id: Mapped[UUID] = mapped_column()
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(String(120), default="")
    shows: Mapped[str] = mapped_column(String(8), default="words")
    allows_download: Mapped[bool] = mapped_column(default=False)
    use_count: Mapped[int] = mapped_column(Integer, default=0)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
