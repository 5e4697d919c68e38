"""The projects that somebody may put pictures into."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import exists, or_, select

from webapp.extensions import db
from webapp.models import ImageProject, ProjectMember
from webapp.models.image_project import PROJECT_IS_KEPT
from webapp.project_rights import WORKING

MOST_OFFERED = 200


def open_projects(user_id: UUID) -> Sequence[ImageProject]:
    """Returns the projects that are the person's own or take pictures from them, newest first."""
    works_on = exists().where(
        ProjectMember.project_id == ImageProject.id,
        ProjectMember.user_id == user_id,
        ProjectMember.role.in_(WORKING),
    )
    mine = select(ImageProject).where(PROJECT_IS_KEPT, or_(ImageProject.owner_id == user_id, works_on))
    return db.session.scalars(mine.order_by(ImageProject.id.desc()).limit(MOST_OFFERED)).all()
