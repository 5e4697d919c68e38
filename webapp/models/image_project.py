"""A project: pictures in an order made by hand, people who work on it, and a page to show it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, String, Text, and_, literal_column, text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.extensions import Base
from webapp.models.columns import UtcDateTime, new_id, utc_now

ROLES = ("view", "add", "manage")
GUEST_VIEWS = ("hidden", "style", "full")
_IS_KEPT = text("deleted_at IS NULL")
_IS_PUBLISHED = text("visibility = 'public' AND deleted_at IS NULL")


class ImageProject(Base):
    """A collection of pictures with an owner, members and, when published, a public page.

    `parent_id` nests it one level. `theme_helper_id` is applied to all that is made in it. `guest_sees` says what
    others read of a picture's recipe there: hidden (nothing), style (its style) or full. `allows_remix` lets people
    who are signed in start from its pictures.
    """

    __tablename__ = "image_project"
    __table_args__ = (
        Index("ix_image_project_owner", "owner_id", "id", postgresql_where=_IS_KEPT, sqlite_where=_IS_KEPT),
        Index("ix_image_project_published", "id", postgresql_where=_IS_PUBLISHED, sqlite_where=_IS_PUBLISHED),
        Index(
            "ix_image_project_featured",
            "id",
            postgresql_where=text(f"is_featured AND {_IS_PUBLISHED.text}"),
            sqlite_where=text(f"is_featured = 1 AND {_IS_PUBLISHED.text}"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("image_project.id", ondelete="SET NULL"), index=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(Text, default="")
    theme_helper_id: Mapped[UUID | None] = mapped_column(ForeignKey("theme_helper.id", ondelete="SET NULL"), index=True)
    visibility: Mapped[str] = mapped_column(String(8), default="private", active_history=True)
    is_featured: Mapped[bool] = mapped_column(default=False)
    guest_sees: Mapped[str] = mapped_column(String(8), default="style", active_history=True)
    allows_remix: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime, active_history=True)

    owner = relationship("User")
    parent = relationship("ImageProject", remote_side="ImageProject.id")
    theme_helper = relationship("ThemeHelper")


class ProjectPicture(Base):
    """A picture's place in a project. Who puts a picture into a project shows it to all who see the project."""

    __tablename__ = "project_picture"
    __table_args__ = (
        Index("ix_project_picture_order", "project_id", "position", "image_id"),
        Index("ix_project_picture_latest", "project_id", "added_at", "image_id"),
        Index("ix_project_picture_image", "image_id", "project_id"),
        Index(
            "ix_project_picture_cover",
            "project_id",
            "image_id",
            postgresql_where=text("is_cover"),
            sqlite_where=text("is_cover = 1"),
        ),
    )

    project_id: Mapped[UUID] = mapped_column(ForeignKey("image_project.id", ondelete="CASCADE"), primary_key=True)
    image_id: Mapped[UUID] = mapped_column(ForeignKey("image.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, default=0)
    is_cover: Mapped[bool] = mapped_column(default=False)
    added_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)


class ProjectMember(Base):
    """Somebody who works on a project: may view it, add pictures to it, or manage it."""

    __tablename__ = "project_member"
    __table_args__ = (Index("ix_project_member_user", "user_id", "project_id"),)

    project_id: Mapped[UUID] = mapped_column(ForeignKey("image_project.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(String(8), default="view")


# The words stand in the query itself, not as parameters: only so does the database see that its index fits.
PROJECT_IS_KEPT = ImageProject.deleted_at.is_(None)
IS_PUBLISHED = and_(ImageProject.visibility == literal_column("'public'"), PROJECT_IS_KEPT)
IS_FEATURED = and_(ImageProject.is_featured == true(), IS_PUBLISHED)
IS_COVER = ProjectPicture.is_cover == true()
