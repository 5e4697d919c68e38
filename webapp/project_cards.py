"""Projects as lists show them: plain data with ready addresses and a cover each, read in one query."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import aliased

from webapp.cards import site_root
from webapp.extensions import db
from webapp.models import Image, ImageProject, ProjectPicture, User
from webapp.models.image_project import IS_COVER, PROJECT_IS_KEPT
from webapp.project_rights import seen_by

PAGE_SIZE = 24
MOST_HOLDING = 12
Cover = aliased(Image)


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """One project in a list. `cover_url` is empty for one without pictures; `public_url` for one not published."""

    id: UUID
    url: str
    public_url: str
    slug: str
    name: str
    description: str
    cover_url: str
    colour: str
    owner_name: str
    visibility: str
    is_mine: bool
    is_featured: bool


def project_query() -> Select[Any]:
    """Returns the query of what a card needs, newest first; narrow it with where()."""
    return (
        select(*_COLUMNS, Cover.id.label("cover_id"), Cover.colour, User.name.label("owner_name"))
        .join(User, User.id == ImageProject.owner_id)
        .outerjoin(Cover, Cover.id == _cover_id())
        .where(PROJECT_IS_KEPT)
        .order_by(ImageProject.id.desc())
    )


_COLUMNS: tuple[Any, ...] = (
    ImageProject.id.label("id"),
    ImageProject.slug,
    ImageProject.name,
    ImageProject.description,
    ImageProject.visibility,
    ImageProject.is_featured,
    ImageProject.owner_id,
)


def _cover_id() -> Any:
    """Returns the chosen cover of a project, else its first picture; trash hides them here too."""
    hung = (
        select(ProjectPicture.image_id)
        .join(Image, Image.id == ProjectPicture.image_id)
        .where(ProjectPicture.project_id == ImageProject.id, Image.deleted_at.is_(None))
        .correlate(ImageProject)
    )
    chosen = hung.where(IS_COVER).limit(1).scalar_subquery()
    first = hung.order_by(ProjectPicture.position, ProjectPicture.image_id).limit(1).scalar_subquery()
    return func.coalesce(chosen, first)


def cards_of(wanted: Select[Any], viewer_id: UUID | None) -> list[ProjectCard]:
    """Reads the cards of a query made by `project_query`."""
    root = site_root()
    return [_card(root, viewer_id, row) for row in db.session.execute(wanted)]


def projects_with(image_id: UUID, viewer_id: UUID | None) -> list[ProjectCard]:
    """Returns the newest projects that a picture hangs in, without those that the viewer may not see."""
    hung = project_query().join(ProjectPicture, ProjectPicture.project_id == ImageProject.id)
    return cards_of(hung.where(ProjectPicture.image_id == image_id, seen_by(viewer_id)).limit(MOST_HOLDING), viewer_id)


def _card(root: str, viewer_id: UUID | None, row: Row[Any]) -> ProjectCard:
    return ProjectCard(
        id=row.id,
        url=f"{root}/image-projects/{row.id}/",
        public_url=f"{root}/projects/{quote(row.slug)}/" if row.visibility == "public" else "",
        slug=row.slug,
        name=row.name,
        description=row.description,
        cover_url=f"{root}/files/{row.cover_id}/small.webp" if row.cover_id else "",
        colour=row.colour or "",
        owner_name=row.owner_name,
        visibility=row.visibility,
        is_mine=row.owner_id == viewer_id,
        is_featured=row.is_featured,
    )
