"""A story: pages in order, each a picture and its text."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.extensions import Base
from webapp.models.columns import UtcDateTime, new_id, utc_now

_IS_PUBLIC = text("visibility = 'public'")


class Story(Base):
    """A story with its author and who may read it: private, unlisted (all who have its address) or public.

    The theme and the style are those its pictures are made with; `voice` is the full name of the one that reads its
    pages aloud, such as "espeak:gmw/en", empty where it is chosen each time.
    Who may read a story sees the pictures in it.
    """

    __tablename__ = "story"
    __table_args__ = (
        Index("ix_story_owner", "owner_id", "id"),
        Index("ix_story_public", "id", postgresql_where=_IS_PUBLIC, sqlite_where=_IS_PUBLIC),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(200))
    description: Mapped[str] = mapped_column(Text, default="")
    author_line: Mapped[str] = mapped_column(String(120), default="")
    theme_helper_id: Mapped[UUID | None] = mapped_column(ForeignKey("theme_helper.id", ondelete="SET NULL"), index=True)
    prompt_helper_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("prompt_helper.id", ondelete="SET NULL"), index=True
    )
    voice: Mapped[str] = mapped_column(String(80), default="")
    visibility: Mapped[str] = mapped_column(String(8), default="private")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)

    owner = relationship("User")
    theme_helper = relationship("ThemeHelper")
    prompt_helper = relationship("PromptHelper")
    pages: Mapped[list["StoryPage"]] = relationship(
        back_populates="story", order_by="StoryPage.position, StoryPage.id", passive_deletes="all"
    )


class StoryPage(Base):
    """A page of a story. Pages stand in the order of `position` and `id`."""

    __tablename__ = "story_page"
    __table_args__ = (Index("ix_story_page_order", "story_id", "position", "id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    story_id: Mapped[UUID] = mapped_column(ForeignKey("story.id", ondelete="CASCADE"))
    image_id: Mapped[UUID | None] = mapped_column(ForeignKey("image.id", ondelete="SET NULL"), index=True)
    position: Mapped[int] = mapped_column(Integer, default=0)
    text: Mapped[str] = mapped_column(Text, default="")

    story: Mapped[Story] = relationship(back_populates="pages")
    image = relationship("Image")


class StoryPageRequest(Base):
    """A request for pictures of a page: the first one made fills the page if it has none, the others are offered."""

    __tablename__ = "story_page_request"

    page_id: Mapped[UUID] = mapped_column(ForeignKey("story_page.id", ondelete="CASCADE"), primary_key=True)
    request_id: Mapped[UUID] = mapped_column(
        ForeignKey("image_request.id", ondelete="CASCADE"), primary_key=True, index=True
    )
