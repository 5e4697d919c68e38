"""Stories kept, changed, listed and taken away."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, Select, func, select

from webapp.cards import BEHIND_ALL
from webapp.database import writing
from webapp.extensions import db
from webapp.models import Image, PromptHelper, Story, StoryPage, User, style_shown_to
from webapp.models.columns import new_id, utc_now
from webapp.theme_cards import theme_named

PAGE_SIZE = 24


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story on the shelf. `cover_id` is its first page with a picture."""

    id: UUID
    title: str
    author: str
    description: str
    visibility: str
    page_count: int
    cover_id: UUID | None
    changed_at: datetime


def shelf(wanted: Select[Any], before: UUID | None) -> tuple[list[StoryCard], UUID | None]:
    """Reads a page of stories, newest first, in one query, and the id that the next page goes on behind."""
    rows = db.session.execute(wanted.where(Story.id < (before or BEHIND_ALL)).limit(PAGE_SIZE + 1)).all()
    cards = [StoryCard(**row._mapping) for row in rows[:PAGE_SIZE]]
    return cards, cards[-1].id if len(rows) > PAGE_SIZE else None


def own_stories(author_id: UUID) -> Select[Any]:
    return _cards().where(Story.owner_id == author_id)


def public_stories() -> Select[Any]:
    return _cards().where(Story.visibility == "public")


def _cards() -> Select[Any]:
    shown: tuple[Any, ...] = (
        Story.id,
        Story.title,
        func.coalesce(func.nullif(Story.author_line, ""), User.name).label("author"),
        Story.description,
        Story.visibility,
        _page_count().label("page_count"),
        _cover().label("cover_id"),
        Story.changed_at,
    )
    return select(*shown).join(User, User.id == Story.owner_id).order_by(Story.id.desc())


def _page_count() -> ScalarSelect[int]:
    return select(func.count(StoryPage.id)).where(StoryPage.story_id == Story.id).scalar_subquery()


def _cover() -> ScalarSelect[UUID]:
    """Returns the part of a query that finds a story's first page with a picture that is still there."""
    return (
        select(StoryPage.id)
        .join(Image, Image.id == StoryPage.image_id)
        .where(StoryPage.story_id == Story.id, Image.deleted_at.is_(None), Image.owner_id == Story.owner_id)
        .order_by(StoryPage.position, StoryPage.id)
        .limit(1)
        .scalar_subquery()
    )


def add_story(author: User, said: dict[str, Any]) -> UUID:
    """Keeps a new story with an empty first page."""
    story_id, values = new_id(), _values(author.id, said)
    with writing() as session:
        session.add(Story(id=story_id, owner_id=author.id, **values))
        session.flush()
        session.add(StoryPage(story_id=story_id))
    return story_id


def change_story(story: Story, said: dict[str, Any]) -> None:
    values = _values(story.owner_id, said)
    with writing():
        for name, value in values.items():
            setattr(story, name, value)
        story.changed_at = utc_now()


def delete_story(story: Story) -> None:
    """Takes a story away with its pages. Its pictures stay where they are."""
    with writing() as session:
        session.delete(story)


def _values(author_id: UUID, said: dict[str, Any]) -> dict[str, Any]:
    theme = theme_named(said["theme"], author_id)
    style = select(PromptHelper.id).where(PromptHelper.slug == said["style"], style_shown_to(author_id))
    kept = {name: said[name] for name in ("title", "author_line", "description", "voice", "visibility")}
    return kept | {"theme_helper_id": theme.id if theme else None, "prompt_helper_id": db.session.scalar(style)}
