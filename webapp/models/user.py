"""A person."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask_login import UserMixin
from sqlalchemy import JSON, Float, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base
from webapp.models.columns import UtcDateTime, new_id, utc_now


class User(UserMixin, Base):  # type: ignore[misc]  # Flask-Login ships no types
    """A person who signs in. `last_recipe` is what the composer opens with; `has_pages`: walls come in numbered pages
    instead of going on; `has_narrations`: each new picture is read aloud.
    """

    __tablename__ = "user"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(80))
    name_key: Mapped[str] = mapped_column(String(80), unique=True)
    password_hash: Mapped[str] = mapped_column(String(255))
    is_admin: Mapped[bool] = mapped_column(default=False)
    is_disabled: Mapped[bool] = mapped_column(default=False)
    theme: Mapped[str] = mapped_column(String(8), default="")
    has_pages: Mapped[bool] = mapped_column(default=False)
    has_narrations: Mapped[bool] = mapped_column(default=False)
    monthly_credits: Mapped[float | None] = mapped_column(Float)
    last_recipe: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    last_served_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    @property
    def is_active(self) -> bool:
        return not self.is_disabled

    @property
    def initials(self) -> str:
        words = self.name.split()
        return "".join(word[0] for word in words[:2]).upper() or "?"


def name_key(name: str) -> str:
    """Returns what makes two spellings of a name the same: case and spaces do not count."""
    return " ".join(name.split()).casefold()
