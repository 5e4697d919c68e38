"""Short ways to bring stories into a studio and to look at them."""

from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from tests import cast
from webapp.database import writing
from webapp.extensions import db
from webapp.models import Image, Story, StoryPage, User
from webapp.models.columns import new_id

WORDS = ("The lamp woke up.", "It walked to the sea.", "Then it shone.")


def make_story(owner: User, page_ids: list[UUID] | None = None, **values: Any) -> UUID:
    """Commits a story of a page for each id, or of three, each with a private picture. Needs an app context."""
    story_id = values.pop("id", None) or new_id()
    ids = page_ids or [new_id() for _ in WORDS]
    image_ids = values.pop("image_ids", None) or [
        cast.make_image(owner, alt_text=f"A lamp, number {number}").id for number in range(len(ids))
    ]
    with writing() as session:
        session.add(Story(**{"id": story_id, "owner_id": owner.id, "title": "The lamp that walked", **values}))
        session.flush()
        session.add_all(
            StoryPage(id=page_id, story_id=story_id, position=place, image_id=image_ids[place], text=WORDS[place])
            for place, page_id in enumerate(ids)
        )
    return story_id


def bring(app: Flask, owner: User, **values: Any) -> UUID:
    """The same from outside."""
    with app.app_context():
        return make_story(owner, **values)


def story_of(app: Flask, story_id: UUID) -> Story | None:
    with app.app_context():
        found = db.session.get(Story, story_id)
        if found is not None:
            db.session.expunge(found)
        return found


def pages_of(app: Flask, story_id: UUID) -> list[StoryPage]:
    """Returns the pages in their order."""
    with app.app_context():
        order = StoryPage.position, StoryPage.id
        return list(db.session.scalars(select(StoryPage).where(StoryPage.story_id == story_id).order_by(*order)))


def texts_of(app: Flask, story_id: UUID) -> list[str]:
    return [page.text for page in pages_of(app, story_id)]


def change_image(app: Flask, image_id: UUID | None, **values: Any) -> None:
    with app.app_context(), writing() as session:
        image = session.get_one(Image, image_id)
        for name, value in values.items():
            setattr(image, name, value)


def filled(**values: Any) -> dict[str, Any]:
    """Returns what the form of a story sends."""
    return {"title": "The lamp that walked", "author_line": "A. Lamp", "visibility": "private"} | values


def change_page(app: Flask, page_id: UUID, **values: Any) -> None:
    with app.app_context(), writing() as session:
        page = session.get_one(StoryPage, page_id)
        for name, value in values.items():
            setattr(page, name, value)
