"""Changes to projects: made, edited, featured, deleted, brought back; who is in them and what hangs there."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from webapp.database import writing
from webapp.extensions import db
from webapp.models import Image, ImageProject, ProjectMember, ProjectPicture, User
from webapp.models.columns import new_id, utc_now
from webapp.models.image import IS_KEPT
from webapp.models.user import name_key
from webapp.project_places import hang
from webapp.search.keeping import keep_words
from webapp.slugs import slug_of, slug_of_its_own


def make_project(owner_id: UUID, said: dict[str, Any]) -> ImageProject:
    """Commits a new project and returns it. Its address is its name, with an ending where that is taken."""
    for slug in (slug_of(said["name"], "project"), slug_of_its_own(said["name"], "project")):
        project = ImageProject(id=new_id(), owner_id=owner_id, slug=slug, **said)
        if db.session.scalar(select(ImageProject.id).where(ImageProject.slug == slug)) is not None:
            continue
        try:
            with writing() as session:
                session.add(project)
        except IntegrityError:
            continue
        return project
    return make_project(owner_id, said)


def edit_project(project: ImageProject, said: dict[str, Any]) -> None:
    """Changes a project. Its address stays; one that is not published any more is not featured either."""
    with writing():
        for name, value in said.items():
            setattr(project, name, value)
        project.is_featured = project.is_featured and project.visibility == "public"
        project.changed_at = utc_now()


def toggle_featured(project: ImageProject) -> None:
    with writing():
        project.is_featured = not project.is_featured


def delete_project(project: ImageProject) -> None:
    """Takes a project off every list at once; its pictures stay, and the projects inside stand alone."""
    with writing() as session:
        project.deleted_at, project.is_featured = utc_now(), False
        session.execute(update(ImageProject).where(ImageProject.parent_id == project.id).values(parent_id=None))


def restore_project(project_id: UUID, owner_id: UUID) -> ImageProject | None:
    """Brings a deleted project back, or returns None when it is not the person's or not there any more."""
    found = db.session.scalar(
        select(ImageProject).where(ImageProject.id == project_id, ImageProject.owner_id == owner_id)
    )
    if found is not None:
        with writing():
            found.deleted_at = None
    return found


def own_images(image_ids: Sequence[UUID], owner_id: UUID) -> list[UUID] | None:
    """Returns the ids in their order when all these pictures are the person's, else None."""
    wanted = list(dict.fromkeys(image_ids))
    mine = select(Image.id).where(Image.id.in_(wanted), Image.owner_id == owner_id, IS_KEPT)
    return wanted if len(db.session.scalars(mine).all()) == len(wanted) else None


def add_pictures(project: ImageProject, image_ids: Sequence[UUID], by_id: UUID) -> int:
    """Hangs pictures at the end and returns how many are new there."""
    with writing() as session:
        return hang(session, project.id, image_ids, by_id)


def remove_picture(project_id: UUID, image_id: UUID) -> None:
    """Takes a picture down; it stays its owner's."""
    with writing() as session:
        _take_down(session, *_hung(project_id, image_id))


def set_cover(project_id: UUID, image_id: UUID) -> None:
    with writing() as session:
        others = ProjectPicture.project_id == project_id
        session.execute(update(ProjectPicture).where(others, ProjectPicture.is_cover).values(is_cover=False))
        session.execute(update(ProjectPicture).where(*_hung(project_id, image_id)).values(is_cover=True))


def is_hung(project_id: UUID, image_id: UUID) -> bool:
    return db.session.scalar(select(ProjectPicture.image_id).where(*_hung(project_id, image_id))) is not None


def person_called(name: str) -> User | None:
    """Returns the person of this name, however it is spelt; those who may not sign in count as none."""
    found = db.session.scalar(select(User).where(User.name_key == name_key(name)))
    return found if found is not None and found.is_active else None


def set_member(project_id: UUID, user_id: UUID, role: str) -> None:
    """Lets somebody in, or changes what they may do."""
    with writing() as session:
        session.merge(ProjectMember(project_id=project_id, user_id=user_id, role=role))


def remove_member(project_id: UUID, user_id: UUID) -> None:
    """Lets somebody go; their pictures go with them, as they could not take them down any more."""
    theirs = select(Image.id).where(Image.owner_id == user_id, Image.id == ProjectPicture.image_id).exists()
    with writing() as session:
        session.execute(
            delete(ProjectMember).where(ProjectMember.project_id == project_id, ProjectMember.user_id == user_id)
        )
        _take_down(session, ProjectPicture.project_id == project_id, theirs)


def _take_down(session: Session, *which: Any) -> None:
    """What the project let guests read of them leads to them no longer."""
    taken = session.scalars(delete(ProjectPicture).where(*which).returning(ProjectPicture.image_id)).all()
    keep_words(session.connection(), taken)


def _hung(project_id: UUID, image_id: UUID) -> tuple[Any, Any]:
    return ProjectPicture.project_id == project_id, ProjectPicture.image_id == image_id
