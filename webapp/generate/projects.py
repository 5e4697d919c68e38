"""The project that pictures are made in: chosen in the composer; its theme stands in where none is chosen."""

from typing import Any
from uuid import UUID

from sqlalchemy import select, union_all

from webapp.access import can
from webapp.engines.errors import Unsupported
from webapp.extensions import db
from webapp.models import ImageProject, ProjectMember, ThemeHelper, User
from webapp.models.image_project import PROJECT_IS_KEPT
from webapp.project_rights import WORKING

MOST_OFFERED = 50


def project_named(typed: str, user: User) -> ImageProject | None:
    """Returns the project with this id, None when there is none that the person may add to."""
    try:
        found = db.session.get(ImageProject, UUID(typed)) if typed else None
    except ValueError:
        return None
    return found if found is not None and can(user, "add", found) else None


def chosen_project(typed: str, user: User) -> ImageProject | None:
    """Returns the project to make pictures in, None for none. Raises Unsupported for one that is gone or closed."""
    found = project_named(typed, user)
    if typed and found is None:
        raise Unsupported("You cannot add to this project any more. Choose another one, or none.")
    return found


def field_of(project_id: UUID | None, user: User) -> str:
    """Returns what the composer's field says for a project: empty for one that the person may not add to."""
    typed = str(project_id or "")
    return typed if project_named(typed, user) else ""


def theme_of_project(project: ImageProject | None, user: User) -> ThemeHelper | None:
    """Returns the theme that a project gives to what is made in it, if the person may use it."""
    theme = project.theme_helper if project is not None else None
    return theme if theme is not None and can(user, "read", theme) else None


def project_context(typed: str, user: User) -> dict[str, Any]:
    """Returns what the composer shows of projects; a chosen one that is gone or closed counts as none."""
    chosen = project_named(typed, user)
    known = {row.id: row.name for row in db.session.execute(_open_to(user.id))}
    if chosen is not None:
        known = {chosen.id: chosen.name} | known
    return {
        "projects": list(known.items()),
        "chosen_project": chosen.id if chosen else None,
        "project_theme": theme_of_project(chosen, user),
    }


def _open_to(user_id: UUID) -> Any:
    """Returns the query of the projects somebody may add to: their own, and those they work on, the newest of each."""
    known = select(ImageProject.id, ImageProject.name).where(PROJECT_IS_KEPT).order_by(ImageProject.id.desc())
    mine = known.where(ImageProject.owner_id == user_id).limit(MOST_OFFERED)
    joined = known.join(ProjectMember, ProjectMember.project_id == ImageProject.id).where(
        ProjectMember.user_id == user_id, ProjectMember.role.in_(WORKING)
    )
    return union_all(*(select(part.subquery()) for part in (mine, joined.limit(MOST_OFFERED))))
