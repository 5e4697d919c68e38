"""What somebody asked for, and how far it has come."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    and_,
    literal_column,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.extensions import Base
from webapp.models.columns import UtcDateTime, new_id, utc_now

PROBE = "probe"
LIVE = ("queued", "running", "waiting", "saving")
TERMINAL = ("completed", "failed", "cancelled", "unknown")
_IS_TO_SEE = text("status IN ('failed', 'unknown') AND cleared_at IS NULL")
_IS_ENLARGING = text("kind = 'upscale'")
_IS_LIVE = text("status IN ('queued', 'running', 'waiting', 'saving')")


class ImageRequest(Base):
    """One wish for `num_outputs` pictures. Only pipeline/status.py moves `status`.

    `prompt` is what was typed and `blocks` names the blocks switched on; `prompt_template` is all that with the
    theme and the style, its choices still open.
    `picture_prompts` holds for each picture what its engine reads, as [prompt, things to avoid]; `final_prompt` is
    the first picture's. All this stays as it was when asked, whatever is edited later.
    `source_image_id` is the picture that an edit starts from, `remix_of_id` the one whose recipe the composer opened
    with, `mask_path` the storage key of what may change of it,
    `pictures` the ids of further pictures by the names of their parameters.
    `heartbeat` grows while a worker is alive: one that stands still has lost its worker.
    `not_before` is set when the engine asked us to come back later.
    `cleared_at` is when its person cleared it, failed as it was, from their list.
    `version` grows with every change a person could see.
    """

    __tablename__ = "image_request"
    __table_args__ = (
        UniqueConstraint("user_id", "idempotency_key"),
        Index("ix_image_request_live", "status", "id", postgresql_where=_IS_LIVE, sqlite_where=_IS_LIVE),
        Index("ix_image_request_user_live", "user_id", "id", postgresql_where=_IS_LIVE, sqlite_where=_IS_LIVE),
        Index("ix_image_request_user", "user_id", "id"),
        Index("ix_image_request_enlarged", "user_id", "id", postgresql_where=_IS_ENLARGING, sqlite_where=_IS_ENLARGING),
        Index("ix_image_request_source", "source_image_id", "user_id", "id"),
        # `cleared_at` is a column of it too, so that SQLite prefers it to ix_image_request_user.
        Index(
            "ix_image_request_failed",
            "user_id",
            "cleared_at",
            "id",
            postgresql_where=_IS_TO_SEE,
            sqlite_where=_IS_TO_SEE,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    idempotency_key: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(16), default="generate")
    operation: Mapped[str] = mapped_column(String(32), default="generate")
    model_backend: Mapped[str] = mapped_column(String(32))
    model: Mapped[str] = mapped_column(String(200), default="")

    prompt: Mapped[str] = mapped_column(Text)
    negative_prompt: Mapped[str] = mapped_column(Text, default="")
    blocks: Mapped[list[str]] = mapped_column(JSON, default=list)
    prompt_template: Mapped[str] = mapped_column(Text, default="")
    negative_template: Mapped[str] = mapped_column(Text, default="")
    picture_prompts: Mapped[list[list[str]]] = mapped_column(JSON, default=list)
    final_prompt: Mapped[str] = mapped_column(Text, default="")
    final_negative_prompt: Mapped[str] = mapped_column(Text, default="")
    prompt_helper_version_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("prompt_helper_version.id", ondelete="SET NULL"), index=True
    )
    theme_helper_id: Mapped[UUID | None] = mapped_column(ForeignKey("theme_helper.id", ondelete="SET NULL"), index=True)
    project_id: Mapped[UUID | None] = mapped_column(ForeignKey("image_project.id", ondelete="SET NULL"), index=True)
    style_preset: Mapped[str] = mapped_column(String(40), default="")
    width_px: Mapped[int] = mapped_column(Integer)
    height_px: Mapped[int] = mapped_column(Integer)
    num_outputs: Mapped[int] = mapped_column(Integer, default=1)
    seed: Mapped[int] = mapped_column(BigInteger, default=0)
    steps: Mapped[int | None] = mapped_column(Integer)
    guidance_scale: Mapped[float | None] = mapped_column(Float)
    scheduler: Mapped[str | None] = mapped_column(String(40))
    params: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    source_image_id: Mapped[UUID | None] = mapped_column()
    remix_of_id: Mapped[UUID | None] = mapped_column()
    mask_path: Mapped[str] = mapped_column(String(255), default="")
    pictures: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)

    status: Mapped[str] = mapped_column(String(16), default="queued")
    progress: Mapped[float] = mapped_column(Float, default=0.0)
    stage: Mapped[str] = mapped_column(String(80), default="")
    version: Mapped[int] = mapped_column(Integer, default=1)
    prediction_id: Mapped[str | None] = mapped_column(String(200), index=True)
    error_code: Mapped[str] = mapped_column(String(40), default="")
    error_message: Mapped[str] = mapped_column(String(400), default="")
    estimated_credits: Mapped[float] = mapped_column(Float, default=0.0)
    credits: Mapped[float | None] = mapped_column(Float)
    priority: Mapped[int] = mapped_column(Integer, default=0)
    lease_token: Mapped[str | None] = mapped_column(String(32))
    heartbeat: Mapped[int] = mapped_column(Integer, default=0)
    recoveries: Mapped[int] = mapped_column(Integer, default=0)
    not_before: Mapped[datetime | None] = mapped_column(UtcDateTime)
    dispatched_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cleared_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    images = relationship("Image", back_populates="request", order_by="Image.position")
    prompt_helper_version = relationship("PromptHelperVersion")
    theme_helper = relationship("ThemeHelper")

    @property
    def is_live(self) -> bool:
        return self.status in LIVE


# The words stand in the query itself, not as parameters: only so does the database see that its index fits.
IS_LIVE = ImageRequest.status.in_([literal_column(f"'{status}'") for status in LIVE])
IS_ENLARGING = ImageRequest.kind == literal_column("'upscale'")
IS_FAILED_TO_SEE = and_(
    ImageRequest.status.in_([literal_column("'failed'"), literal_column("'unknown'")]),
    ImageRequest.cleared_at.is_(None),
)
