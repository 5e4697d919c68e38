"""What the public wall shows beside its pictures, and how somebody likes walls."""

import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

from flask import current_app
from sqlalchemy import ScalarSelect, func, select, true

from webapp.cards import site_root
from webapp.database import writing
from webapp.extensions import db
from webapp.models import Image, ImageProject, ProjectPicture, User
from webapp.models.image import IS_KEPT
from webapp.models.image_project import IS_FEATURED

MOST_FEATURED = 12
KEPT_S = 10.0
_SLOT = "no_featured_projects_until"


@dataclass(frozen=True, slots=True)
class Featured:
    """A published project that admins put forward, and its cover, if it holds a picture."""

    name: str
    description: str
    owner_name: str
    url: str
    cover_url: str | None


def featured_projects() -> list[Featured]:
    """Returns the projects put forward, the newest first, in one query.

    That there are none is remembered for KEPT_S; what there is, never: nobody sees what was just taken back.
    """
    if time.monotonic() < current_app.extensions.get(_SLOT, 0.0):
        return []
    wanted = (
        select(ImageProject.name, ImageProject.description, ImageProject.slug, User.name.label("owner_name"))
        .add_columns(func.coalesce(_cover(is_chosen=True), _cover(is_chosen=False)).label("cover_id"))
        .join(User, User.id == ImageProject.owner_id)
        .where(IS_FEATURED)
        .order_by(ImageProject.id.desc())
        .limit(MOST_FEATURED)
    )
    found = [_featured(row) for row in db.session.execute(wanted)]
    if not found:
        current_app.extensions[_SLOT] = time.monotonic() + KEPT_S
    return found


def prefer_pages(person: User, *, has_pages: bool) -> None:
    """Remembers how somebody likes walls."""
    with writing():
        person.has_pages = has_pages


def _cover(*, is_chosen: bool) -> ScalarSelect[UUID]:
    """The picture chosen as cover, or the first one; none that is in the trash."""
    inside = (
        select(ProjectPicture.image_id)
        .join(Image, Image.id == ProjectPicture.image_id)
        .where(ProjectPicture.project_id == ImageProject.id, IS_KEPT)
    )
    chosen = inside.where(ProjectPicture.is_cover == true()) if is_chosen else inside
    return (
        chosen.order_by(ProjectPicture.position, ProjectPicture.image_id)
        .limit(1)
        .correlate(ImageProject)
        .scalar_subquery()
    )


def _featured(row: Any) -> Featured:
    cover = f"{site_root()}/files/{row.cover_id}/small.webp" if row.cover_id else None
    url = f"{site_root()}/projects/{quote(row.slug)}/"
    return Featured(row.name, row.description, row.owner_name, url, cover)
