"""Which project an address means, for somebody who may do what they are about to."""

from uuid import UUID

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.access import Action, actor, can
from webapp.errors import Forbidden
from webapp.extensions import db
from webapp.models import ImageProject


def visible_project(project_id: UUID) -> ImageProject:
    """Returns the project if the caller may see it; absent, deleted and hidden answer alike (404)."""
    return _project_for("read", project_id)


def own_project(project_id: UUID, action: Action = "edit") -> ImageProject:
    """Returns the project if the caller may do `action` to it: 404 when hidden, 403 when only visible."""
    return _project_for(action, project_id)


def _project_for(action: Action, project_id: UUID) -> ImageProject:
    found = db.session.scalar(
        select(ImageProject).where(ImageProject.id == project_id).options(joinedload(ImageProject.owner))
    )
    if found is None or not can(actor(), "read", found):
        abort(404)
    if not can(actor(), action, found):
        raise Forbidden("You can look at this project, but this is for the people who look after it.")
    return found
