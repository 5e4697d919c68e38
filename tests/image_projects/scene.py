"""Short ways to bring projects into a studio, and to look at them afterwards."""

from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import select

from tests.cast import make_image
from webapp.database import writing
from webapp.extensions import db
from webapp.models import ImageProject, ProjectMember, ProjectPicture, User
from webapp.models.columns import new_id, utc_now
from webapp.project_places import hang


def make_project(owner: User, pictures: tuple[UUID, ...] = (), **values: Any) -> ImageProject:
    """Commits a project with these pictures in their order. Needs an app context."""
    given = {"id": new_id(), "owner_id": owner.id, "slug": f"walk-{uuid4().hex[:8]}", "name": "Harbour walk", **values}
    project = ImageProject(**given)
    with writing() as session:
        session.add(project)
        session.flush()
        hang(session, project.id, pictures, owner.id)
    return project


def bring(app: Flask, owner: User, pictures: tuple[UUID, ...] = (), **values: Any) -> UUID:
    """The same from outside, returning the id."""
    with app.app_context():
        return make_project(owner, pictures, **values).id


def let_in(app: Flask, project_id: UUID, user: User, role: str) -> None:
    with app.app_context(), writing() as session:
        session.merge(ProjectMember(project_id=project_id, user_id=user.id, role=role))


def hang_in(app: Flask, project_id: UUID, owner: User, **values: Any) -> UUID:
    """Makes a picture, hangs it at the end of a project and returns its id."""
    with app.app_context():
        image_id = make_image(owner, **values).id
        with writing() as session:
            hang(session, project_id, [image_id], owner.id)
        return image_id


def order_of(app: Flask, project_id: UUID) -> list[UUID]:
    """Returns the ids of a project's pictures in their order."""
    with app.app_context():
        hung = select(ProjectPicture.image_id).where(ProjectPicture.project_id == project_id)
        return list(db.session.scalars(hung.order_by(ProjectPicture.position, ProjectPicture.image_id)))


def members_of(app: Flask, project_id: UUID) -> dict[UUID, str]:
    with app.app_context():
        rows = db.session.execute(
            select(ProjectMember.user_id, ProjectMember.role).where(ProjectMember.project_id == project_id)
        )
        return {row.user_id: row.role for row in rows}


def projects_of(app: Flask, owner: User) -> list[ImageProject]:
    with app.app_context():
        mine = select(ImageProject).where(ImageProject.owner_id == owner.id).order_by(ImageProject.id)
        return list(db.session.scalars(mine))


def filled(**values: Any) -> dict[str, Any]:
    """Returns what the form of a project sends."""
    form = {"name": "Harbour walk", "description": "Boats and gulls.", "theme": "", "parent": ""}
    return form | {"visibility": "private", "guest_sees": "style"} | values


def deleted_project(owner: User) -> ImageProject:
    return make_project(owner, visibility="public", deleted_at=utc_now())
