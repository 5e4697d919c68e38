"""What the studio remembers of an engine: switched on or off, the default, resting after trouble."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base
from webapp.models.columns import UtcDateTime


class EngineState(Base):
    """An engine's switches and its circuit breaker: until `rests_until` nothing is sent to it."""

    __tablename__ = "engine_state"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    is_enabled: Mapped[bool] = mapped_column(default=True)
    is_default: Mapped[bool] = mapped_column(default=False)
    failures: Mapped[int] = mapped_column(default=0)
    rests_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str] = mapped_column(String(400), default="")
    last_error_code: Mapped[str] = mapped_column(String(40), default="")
    last_error_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
