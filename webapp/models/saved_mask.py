"""A mask that somebody keeps, to use it again."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base
from webapp.models.columns import UtcDateTime, new_id, utc_now


class SavedMask(Base):
    """A grey PNG, white where a picture may change. It fits any picture: it is stretched to the one it is used on."""

    __tablename__ = "saved_mask"
    __table_args__ = (Index("ix_saved_mask_owner", "owner_id", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(80))
    file_path: Mapped[str] = mapped_column(String(255))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
