"""What projects let people do: with the project, by their role in it, and with the pictures that hang in it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, false, or_, select
from sqlalchemy.sql import ColumnElement

from webapp.extensions import db
from webapp.models import ImageProject, ProjectMember, ProjectPicture
from webapp.models.image_project import GUEST_VIEWS, IS_PUBLISHED, PROJECT_IS_KEPT

ROLE_MAY = {"view": ("read",), "add": ("read", "add"), "manage": ("read", "add", "edit")}
# Who makes pictures together reads how they were made.
WORKING = ("add", "manage")


@dataclass(frozen=True, slots=True)
class PictureRights:
    """What projects give somebody to do with a picture: see it, start from it, and read its recipe so far."""

    reads: bool = False
    remixes: bool = False
    sees: str = GUEST_VIEWS[0]


def role_in(project_id: UUID, user_id: UUID) -> str | None:
    """Returns somebody's role as a member of a project, None for who is none."""
    return db.session.scalar(
        select(ProjectMember.role).where(ProjectMember.project_id == project_id, ProjectMember.user_id == user_id)
    )


def picture_rights(viewer_id: UUID | None, image_id: UUID) -> PictureRights:
    """Returns what the projects with a picture let the viewer (None: a guest) do with it, the most of all."""
    belongs = _belongs(viewer_id)
    rows = db.session.execute(
        select(ImageProject.owner_id, ImageProject.guest_sees, ImageProject.allows_remix, ProjectMember.role)
        .join(ProjectPicture, ProjectPicture.project_id == ImageProject.id)
        .outerjoin(ProjectMember, and_(ProjectMember.project_id == ImageProject.id, _is(viewer_id)))
        .where(ProjectPicture.image_id == image_id, PROJECT_IS_KEPT, or_(IS_PUBLISHED, belongs))
    ).all()
    if not rows:
        return PictureRights()
    seen = ["full" if row.owner_id == viewer_id or row.role in WORKING else row.guest_sees for row in rows]
    return PictureRights(True, any(row.allows_remix for row in rows), max(seen, key=GUEST_VIEWS.index))


def seen_by(viewer_id: UUID | None) -> ColumnElement[bool]:
    """The condition that somebody (None: a guest) sees a project: published, their own, or one they are in."""
    if viewer_id is None:
        return IS_PUBLISHED
    is_in = select(ProjectMember.user_id).where(
        ProjectMember.project_id == ImageProject.id, ProjectMember.user_id == viewer_id
    )
    return and_(PROJECT_IS_KEPT, or_(IS_PUBLISHED, ImageProject.owner_id == viewer_id, is_in.exists()))


def _is(viewer_id: UUID | None) -> ColumnElement[bool]:
    return ProjectMember.user_id == viewer_id if viewer_id else false()


def _belongs(viewer_id: UUID | None) -> ColumnElement[bool]:
    """The condition that a project is the viewer's own or has them as a member."""
    if viewer_id is None:
        return false()
    return or_(ImageProject.owner_id == viewer_id, ProjectMember.user_id.is_not(None))
