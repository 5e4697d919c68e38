"""Stories: on the shelf, written, read, deleted."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import actor, signed_in
from webapp.htmx import go
from webapp.letters.faces import is_right_to_left, why_not_set
from webapp.limits import per_user
from webapp.models import Story
from webapp.narration.reading import of_pages
from webapp.paging import before_cursor, next_url
from webapp.stories import service
from webapp.stories.aloud import aloud_of
from webapp.stories.books.book import book_of
from webapp.stories.forms import StoryForm, story_form
from webapp.stories.places import own_places
from webapp.stories.reading import leaves
from webapp.story_access import own_story, visible_story

SAID = ("title", "author_line", "description", "theme", "style", "voice", "visibility")

bp = Blueprint("stories", __name__, url_prefix="/stories")


@bp.get("/")
def index() -> str:
    """Shows a person's own stories, or those that everyone may read; guests see the latter."""
    viewer = actor()
    is_mine = viewer is not None and request.args.get("whose") != "all"
    wanted = service.own_stories(viewer.id) if viewer and is_mine else service.public_stories()
    cards, before = service.shelf(wanted, before_cursor())
    return render_template("stories/index.html", cards=cards, next_url=next_url(before), is_mine=is_mine)


@bp.get("/new/")
@signed_in
def new() -> str:
    return render_template("stories/new.html", form=story_form(current_user.id))


@bp.post("/new/")
@signed_in
@per_user("30/minute")
def create() -> ResponseReturnValue:
    form = story_form(current_user.id, is_sent=True)
    if not form.validate():
        return render_template("stories/new.html", form=form), 422
    story_id = service.add_story(current_user, _said(form))
    flash("Your story is there. Now write its first page.", "ok")
    return go(url_for("stories.edit", story_id=story_id))


@bp.get("/<uuid:story_id>/")
def show(story_id: UUID) -> str:
    story = visible_story(story_id)
    told = _told(story)
    note = why_not_set(book_of(story, told["leaves"]).texts)
    return render_template("stories/show.html", **told, letters_note=note)


@bp.get("/<uuid:story_id>/<int:number>/")
def read(story_id: UUID, number: int) -> str:
    """Shows one page, counted from 1."""
    story = visible_story(story_id)
    told = _told(story)
    if not 1 <= number <= len(told["leaves"]):
        abort(404)
    leaf = told["leaves"][number - 1]
    return render_template("stories/read.html", **told, leaf=leaf, narration=of_pages([leaf.id]).get(leaf.id))


@bp.get("/<uuid:story_id>/edit/")
@signed_in
def edit(story_id: UUID) -> str:
    story = own_story(story_id)
    return _desk(story, story_form(current_user.id, story))


@bp.post("/<uuid:story_id>/edit/")
@signed_in
def save(story_id: UUID) -> ResponseReturnValue:
    story = own_story(story_id)
    form = story_form(current_user.id, story, is_sent=True)
    if not form.validate():
        return _desk(story, form), 422
    service.change_story(story, _said(form))
    flash("Saved.", "ok")
    return go(url_for("stories.edit", story_id=story_id))


@bp.get("/<uuid:story_id>/delete/")
@signed_in
def confirm_delete(story_id: UUID) -> str:
    return render_template("stories/delete.html", **_told(own_story(story_id)))


@bp.post("/<uuid:story_id>/delete/")
@signed_in
def delete(story_id: UUID) -> ResponseReturnValue:
    service.delete_story(own_story(story_id))
    flash("The story is gone. Its pictures are still yours.", "ok")
    return go(url_for("stories.index"))


def _desk(story: Story, form: StoryForm) -> str:
    told = _told(story)
    return render_template("stories/edit.html", **told, form=form, aloud=aloud_of(story, told["leaves"]))


def _told(story: Story) -> dict[str, Any]:
    viewer = actor()
    is_mine = viewer is not None and viewer.id == story.owner_id
    return {
        "story": story,
        "author": story.author_line or story.owner.name,
        "leaves": leaves(story, viewer),
        "is_mine": is_mine,
        "is_rtl": is_right_to_left(story.title),
        "at": own_places(story.id, is_mine=is_mine),
    }


def _said(form: StoryForm) -> dict[str, Any]:
    return {name: form[name].data for name in SAID}
