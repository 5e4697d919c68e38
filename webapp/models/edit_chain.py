"""Steps from a picture to another, kept to be done again, and each time they are done."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.extensions import Base
from webapp.models.columns import UtcDateTime, new_id, utc_now

RUNNING, DONE, STOPPED = "running", "done", "stopped"
_IS_RUNNING = text("status = 'running'")


class EditChain(Base):
    """A recipe of steps. Each of `steps` is a request without its picture: see pipeline/chain_steps.py."""

    __tablename__ = "edit_chain"
    __table_args__ = (Index("ix_edit_chain_owner", "owner_id", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    steps: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


class ChainRun(Base):
    """A chain on its way through one picture.

    `steps` are as they were when it began, whatever became of the chain. `step` counts those that are done,
    `image_id` is what they came to, `request_id` the step on the way, `tries` how often somebody let it go on.
    `status` is running, done or stopped; a stopped one says why and can go on from where it is.
    """

    __tablename__ = "chain_run"
    __table_args__ = (
        Index("ix_chain_run_owner", "owner_id", "id"),
        Index("ix_chain_run_running", "id", postgresql_where=_IS_RUNNING, sqlite_where=_IS_RUNNING),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(120))
    steps: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    source_image_id: Mapped[UUID] = mapped_column()
    image_id: Mapped[UUID] = mapped_column()
    step: Mapped[int] = mapped_column(Integer, default=0)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    request_id: Mapped[UUID | None] = mapped_column()
    status: Mapped[str] = mapped_column(String(8), default=RUNNING)
    problem: Mapped[str] = mapped_column(String(400), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
