"""Which story an address means, for somebody who may do what they are about to."""

from uuid import UUID

from flask import abort
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.access import actor, can
from webapp.errors import Forbidden
from webapp.extensions import db
from webapp.models import Story, StoryPage


def visible_story(story_id: UUID) -> Story:
    """Returns the story if the caller may read it; absent and hidden answer alike (404)."""
    found = db.session.scalar(select(Story).where(Story.id == story_id).options(joinedload(Story.owner)))
    if found is None or not can(actor(), "read", found):
        abort(404)
    return found


def own_story(story_id: UUID) -> Story:
    """Returns the story if the caller may change it: 404 when hidden, 403 when only visible."""
    found = visible_story(story_id)
    if not can(actor(), "edit", found):
        raise Forbidden("You can read this story, but only its author can change it.")
    return found


def page_in(story: Story, page_id: UUID) -> StoryPage:
    """Returns the page if it is one of this story's, else 404."""
    found = db.session.scalar(select(StoryPage).where(StoryPage.id == page_id, StoryPage.story_id == story.id))
    if found is None:
        abort(404)
    return found
