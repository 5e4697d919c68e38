"""What a version of a style looks like: the same three subjects, drawn small by one engine."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.extensions import Base
from webapp.models.columns import UtcDateTime, new_id, utc_now


class StyleProbe(Base):
    """The probe of a version by an engine: at most one. `request_id` is who drew it, while that is kept."""

    __tablename__ = "style_probe"
    __table_args__ = (
        UniqueConstraint("version_id", "model_backend"),
        Index("ix_style_probe_request", "request_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("prompt_helper_version.id", ondelete="CASCADE"))
    model_backend: Mapped[str] = mapped_column(String(32))
    request_id: Mapped[UUID | None] = mapped_column(ForeignKey("image_request.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    version = relationship("PromptHelperVersion")
    pictures: Mapped[list["StyleProbePicture"]] = relationship(
        order_by="StyleProbePicture.position", lazy="selectin", viewonly=True
    )


class StyleProbePicture(Base):
    """One small picture of a probe. `file_path` is a storage key."""

    __tablename__ = "style_probe_picture"

    probe_id: Mapped[UUID] = mapped_column(ForeignKey("style_probe.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    file_path: Mapped[str] = mapped_column(String(255), unique=True)
