"""Queries of projects: mine, those I am in, published ones, the pictures of one, its people."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort, request, url_for
from sqlalchemy import Row, Select, Uuid, func, literal, select, tuple_
from wtforms.fields.choices import SelectChoice

from webapp.cards import BEHIND_ALL, Card, card_query, make_cards
from webapp.cards import PAGE_SIZE as PICTURES_AT_ONCE
from webapp.extensions import db
from webapp.models import Image, ImageProject, ProjectMember, ProjectPicture, ThemeHelper, User
from webapp.models.image import IS_KEPT
from webapp.models.image_project import IS_PUBLISHED, PROJECT_IS_KEPT
from webapp.project_cards import PAGE_SIZE, ProjectCard, cards_of, project_query
from webapp.project_rights import seen_by
from webapp.theme_cards import offered_themes, theme_query

MOST_PARTS = 48
MOST_PLACES = 100
MOST_THEMES = 40
MOST_COUNTED = 500
MOST_PEOPLE = 200
_PLACE = re.compile(r"(-?\d{1,10})\.([0-9a-f-]{36})")


@dataclass(frozen=True, slots=True)
class Hung:
    """Some pictures of a project in its order, and the place to go on behind, None at the end."""

    cards: list[Card]
    after: str | None


def my_projects(user_id: UUID, before: UUID | None, *, is_joined: bool) -> tuple[list[ProjectCard], UUID | None]:
    """Returns a page of somebody's own projects, or of those they are a member of, newest first."""
    wanted = project_query().where(ImageProject.id < (before or BEHIND_ALL))
    if not is_joined:
        return _page(wanted.where(ImageProject.owner_id == user_id), user_id)
    joined = wanted.join(ProjectMember, ProjectMember.project_id == ImageProject.id)
    return _page(joined.where(ProjectMember.user_id == user_id), user_id)


def published_projects(viewer_id: UUID | None, before: UUID | None) -> tuple[list[ProjectCard], UUID | None]:
    """Returns a page of the projects that everybody sees, newest first."""
    wanted = project_query().where(IS_PUBLISHED, ImageProject.id < (before or BEHIND_ALL))
    return _page(wanted, viewer_id)


def parts_of(project_id: UUID, viewer_id: UUID | None) -> list[ProjectCard]:
    """Returns the projects inside one, without those that the viewer may not see."""
    wanted = project_query().where(ImageProject.parent_id == project_id, seen_by(viewer_id))
    return cards_of(wanted.limit(MOST_PARTS), viewer_id)


def pictures_of(project_id: UUID, viewer_id: UUID | None, size: int = PICTURES_AT_ONCE) -> Hung:
    """Returns a page of a project's pictures in its order, behind the place in the address."""
    place = (ProjectPicture.position, ProjectPicture.image_id)
    wanted = hung_query(project_id).add_columns(ProjectPicture.position).order_by(None).order_by(*place)
    position, last_id = _after()
    wanted = wanted.where(tuple_(*place) > tuple_(literal(position), literal(last_id, Uuid())))
    rows = db.session.execute(wanted.limit(size + 1)).all()
    last = rows[size - 1] if len(rows) > size else None
    return Hung(make_cards(rows[:size], viewer_id), f"{last.position}.{last.id}" if last else None)


def hung_query(project_id: UUID) -> Select[Any]:
    """Returns the query of the cards of a project's pictures."""
    hung = card_query().join(ProjectPicture, ProjectPicture.image_id == Image.id)
    return hung.where(ProjectPicture.project_id == project_id, IS_KEPT)


def after_url(after: str | None) -> str | None:
    """Returns the address of the next page of this view, or None at the end."""
    if after is None or request.endpoint is None:
        return None
    return url_for(request.endpoint, **(request.view_args or {}), after=after)


def _after() -> tuple[int, UUID]:
    given = request.args.get("after")
    if not given:
        return -(2**31), UUID(int=0)
    found = _PLACE.fullmatch(given)
    try:
        return (int(found[1]), UUID(found[2])) if found else abort(404)
    except ValueError:
        abort(404)


def members_of(project_id: UUID) -> Sequence[Row[UUID, str, str]]:
    """Returns the people in a project besides its owner: their id, name and role, by name."""
    return db.session.execute(
        select(User.id, User.name, ProjectMember.role)
        .join(ProjectMember, ProjectMember.user_id == User.id)
        .where(ProjectMember.project_id == project_id)
        .order_by(User.name_key)
        .limit(MOST_PEOPLE)
    ).all()


def described(project_id: UUID) -> tuple[int, int]:
    """Counts the pictures whose alt text is approved, and all, among the first MOST_COUNTED of a project."""
    some = (
        select(Image.alt_status)
        .join(ProjectPicture, ProjectPicture.image_id == Image.id)
        .where(ProjectPicture.project_id == project_id, IS_KEPT)
        .limit(MOST_COUNTED)
        .subquery()
    )
    approved = func.sum((some.c.alt_status == "approved").cast(db.Integer))
    done, whole = db.session.execute(select(approved, func.count(some.c.alt_status))).one()
    return done or 0, whole


def my_places(user_id: UUID, project: ImageProject | None) -> Sequence[Row[UUID, str]]:
    """Returns the projects of somebody that may hold `project` (None: a new one): their id and name."""
    if project is not None and db.session.scalar(_inside(project.id).limit(1)):
        return []
    wanted = select(ImageProject.id, ImageProject.name).where(
        ImageProject.owner_id == user_id, ImageProject.parent_id.is_(None), PROJECT_IS_KEPT
    )
    if project is not None:
        wanted = wanted.where(ImageProject.id != project.id)
    return db.session.execute(wanted.order_by(ImageProject.id.desc()).limit(MOST_PLACES)).all()


def _inside(project_id: UUID) -> Select[Any]:
    return select(ImageProject.id).where(ImageProject.parent_id == project_id, PROJECT_IS_KEPT)


def theme_choices(user_id: UUID, chosen: str) -> list[SelectChoice]:
    """Returns the themes a project may have: somebody's own, then those that Create offers them."""
    mine = db.session.execute(theme_query(user_id).where(ThemeHelper.owner_id == user_id).limit(MOST_THEMES))
    known = {row.slug: row.name for row in mine}
    known |= {card.slug: card.name for card in offered_themes(user_id, chosen)}
    return [SelectChoice(slug, name) for slug, name in known.items()]


def _page(wanted: Select[Any], viewer_id: UUID | None) -> tuple[list[ProjectCard], UUID | None]:
    cards = cards_of(wanted.limit(PAGE_SIZE + 1), viewer_id)
    return cards[:PAGE_SIZE], cards[PAGE_SIZE - 1].id if len(cards) > PAGE_SIZE else None
