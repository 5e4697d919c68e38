"""The pictures that an author chooses from for a page: all of them, or those in one project."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import abort
from sqlalchemy import select, union_all

from webapp.cards import Card, Page, card_query, make_cards, read_page
from webapp.extensions import db
from webapp.models import Image, ImageProject, ImageRequest, ProjectMember, Story
from webapp.models.image import IS_KEPT
from webapp.models.image_project import PROJECT_IS_KEPT
from webapp.wall_filters import Filters
from webapp.walls import my_wall

MOST_PROJECTS = 50
PAGE_SIZE = 24


def looks(story: Story, asked: Sequence[ImageRequest], picture: str, values: Mapping[str, str]) -> dict[str, Any]:
    """Returns what the picker shows with `picture` (an id, empty for none) chosen, for a page with these requests.

    `values` may name a `project` to choose from and the picture to go on `before`; odd ones answer 404.
    """
    project_id = asked_id(values, "project")
    return {
        "made": made_for([each.id for each in asked], story.owner_id),
        "kept": chosen_card(story.owner_id, picture),
        "shown": newest(story.owner_id, asked_id(values, "before"), project_id),
        "chosen": picture,
        "projects": projects_of(story.owner_id),
        "project_id": project_id,
    }


def newest(author_id: UUID, before: UUID | None, project_id: UUID | None = None) -> Page:
    """Returns a page of the author's pictures, newest first, without the small ones that show what a style does.

    With a project, only those that hang in it; none if the author may not see it.
    """
    wall = my_wall(author_id, Filters({"project": project_id} if project_id else {}))
    mine = wall.narrow(card_query()).where(Image.origin != "probe")
    return read_page(mine, before, author_id, PAGE_SIZE, wall.key)


def projects_of(author_id: UUID) -> list[tuple[UUID, str]]:
    """Returns the projects an author may choose from, id and name: their own and those they are in, by name."""
    known = select(ImageProject.id, ImageProject.name).where(PROJECT_IS_KEPT).order_by(ImageProject.id.desc())
    mine = known.where(ImageProject.owner_id == author_id).limit(MOST_PROJECTS)
    joined = known.join(ProjectMember, ProjectMember.project_id == ImageProject.id)
    joined = joined.where(ProjectMember.user_id == author_id).limit(MOST_PROJECTS)
    both = union_all(*(select(part.subquery()) for part in (mine, joined)))
    found = [(row.id, row.name) for row in db.session.execute(both)]
    return sorted(found, key=lambda project: project[1].casefold())


def made_for(request_ids: list[UUID], author_id: UUID) -> list[Card]:
    """Returns the pictures that were made for a page."""
    if not request_ids:
        return []
    wanted = card_query().where(Image.request_id.in_(request_ids), IS_KEPT)
    return make_cards(db.session.execute(wanted).all(), author_id)


def chosen_card(author_id: UUID, picture: str | None) -> Card | None:
    """Returns the picture that a page has now, None for none or one that is not the author's any more."""
    try:
        wanted = UUID(picture or "")
    except ValueError:
        return None
    rows = db.session.execute(card_query().where(Image.id == wanted, Image.owner_id == author_id, IS_KEPT)).all()
    return make_cards(rows, author_id)[0] if rows else None


def asked_id(values: Mapping[str, str], name: str) -> UUID | None:
    """Returns the id that was sent under this name, None for none. An odd one answers 404."""
    try:
        return UUID(values[name]) if values.get(name) else None
    except ValueError:
        abort(404)
