"""A whole story read aloud: started by its author, followed while it goes on."""

from uuid import UUID

from flask import Blueprint, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import signed_in
from webapp.engines.errors import NotConfigured
from webapp.htmx import go, is_partial
from webapp.limits import per_user
from webapp.stories.aloud import aloud_of, read_aloud
from webapp.stories.reading import leaves
from webapp.story_access import own_story

bp = Blueprint("story_aloud", __name__, url_prefix="/stories/<uuid:story_id>/aloud")


@bp.get("/")
@signed_in
def show(story_id: UUID) -> ResponseReturnValue:
    """Shows how far the story is read, as a part of its desk."""
    story = own_story(story_id)
    if not is_partial():
        return go(_place(story_id))
    return render_template("stories/_aloud.html", story=story, aloud=aloud_of(story, leaves(story, current_user)))


@bp.post("/")
@signed_in
@per_user("12/minute")
def create(story_id: UUID) -> ResponseReturnValue:
    """Has all pages read that nobody can hear yet, or whose words have changed."""
    story = own_story(story_id)
    try:
        problem = read_aloud(current_user._get_current_object(), story, leaves(story, current_user))
    except NotConfigured as error:
        problem = str(error)
    if problem:
        flash(problem, "error")
    return go(_place(story_id))


def _place(story_id: UUID) -> str:
    return f"{url_for('stories.edit', story_id=story_id)}#aloud"
