"""What people keep to write prompts with: named blocks and lists of wildcards. Each is its owner's alone."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base
from webapp.models.columns import UtcDateTime, new_id, utc_now


class PromptBlock(Base):
    """A named piece of prompt. One that `is_on` is added to what its owner asks for; `@name` puts it in anywhere."""

    __tablename__ = "prompt_block"
    __table_args__ = (UniqueConstraint("owner_id", "name"), Index("ix_prompt_block_owner", "owner_id", "id"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    is_on: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


class WildcardList(Base):
    """A list whose name in a prompt, `__colours__`, stands for one of its entries. `entries` holds one a line."""

    __tablename__ = "wildcard_list"
    __table_args__ = (UniqueConstraint("owner_id", "name"), Index("ix_wildcard_list_owner", "owner_id", "id"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(80))
    entries: Mapped[str] = mapped_column(Text)
    entry_count: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
