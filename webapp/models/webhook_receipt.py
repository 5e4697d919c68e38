"""A provider's message that was taken in, so that the same one counts once."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base
from webapp.models.columns import UtcDateTime, utc_now


class WebhookReceipt(Base):
    """The id of one signed message."""

    __tablename__ = "webhook_receipt"

    webhook_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now, index=True)
