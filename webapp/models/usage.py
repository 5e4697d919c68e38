"""What each picture cost."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Float, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base
from webapp.models.columns import UtcDateTime, new_id, utc_now


class StableDiffusionUsageLog(Base):
    """One picture made, with its price. It outlives the picture. `seconds` is the engine's own time.

    A size of 0 by 0: the engine took this for a call that gave no picture, such as a blurred one.
    """

    __tablename__ = "stable_diffusion_usage_log"
    __table_args__ = (
        Index("ix_usage_month", "user_id", "created_at", "credits"),
        Index("ix_usage_site", "created_at", "credits"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    image_id: Mapped[UUID | None] = mapped_column(ForeignKey("image.id", ondelete="SET NULL"), unique=True)
    request_id: Mapped[UUID | None] = mapped_column(ForeignKey("image_request.id", ondelete="SET NULL"), index=True)
    model_backend: Mapped[str] = mapped_column(String(32))
    model: Mapped[str] = mapped_column(String(200), default="")
    operation: Mapped[str] = mapped_column(String(32), default="generate")
    style: Mapped[str] = mapped_column(String(80), default="")
    width_px: Mapped[int] = mapped_column(Integer)
    height_px: Mapped[int] = mapped_column(Integer)
    steps: Mapped[int | None] = mapped_column(Integer)
    credits: Mapped[float] = mapped_column(Float, default=0.0)
    seconds: Mapped[float] = mapped_column(Float, default=0.0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
