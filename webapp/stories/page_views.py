"""The pages of a story: added, written, given pictures, put in order, deleted."""

import secrets
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import signed_in
from webapp.engines.errors import Unsupported
from webapp.errors import AppError
from webapp.htmx import go, is_partial
from webapp.limits import per_user
from webapp.models import Story, StoryPage
from webapp.pipeline.blocks import BlockError
from webapp.pipeline.wildcards import WildcardError
from webapp.progress import request_views
from webapp.stories import pages, picker
from webapp.stories.forms import PageForm
from webapp.stories.making import make_pictures, requests_of
from webapp.stories.reading import leaves
from webapp.story_access import own_story, page_in

bp = Blueprint("story_pages", __name__, url_prefix="/stories/<uuid:story_id>")


@bp.post("/pages/")
@signed_in
@per_user("60/minute")
def create(story_id: UUID) -> ResponseReturnValue:
    page_id = pages.add_page(own_story(story_id))
    return go(url_for("story_pages.edit", story_id=story_id, page_id=page_id))


@bp.get("/pages/<uuid:page_id>/")
@signed_in
def edit(story_id: UUID, page_id: UUID) -> str:
    story = own_story(story_id)
    page = page_in(story, page_id)
    picture = str(page.image_id or "")
    form = PageForm(None, text=page.text, picture=picture, had=picture)
    return render_template("stories/page.html", **_context(story, page, form))


@bp.post("/pages/<uuid:page_id>/")
@signed_in
def save(story_id: UUID, page_id: UUID) -> ResponseReturnValue:
    """Keeps the page; a wish for other pictures only turns the picker on, with all that was typed."""
    story = own_story(story_id)
    page = page_in(story, page_id)
    form = PageForm()
    if "before" in request.form:
        return _again(story, page, form, 200)
    if not _is_kept(story, page, form):
        return _again(story, page, form, 422)
    flash("Saved.", "ok")
    if request.form.get("then") == "new":
        page_id = pages.add_page(story)
        return go(url_for("story_pages.edit", story_id=story_id, page_id=page_id))
    return go(_after(story, page_id))


@bp.post("/pages/<uuid:page_id>/pictures/")
@signed_in
@per_user("20/minute")
def make(story_id: UUID, page_id: UUID) -> ResponseReturnValue:
    """Keeps the page and asks for pictures of its text."""
    story = own_story(story_id)
    page = page_in(story, page_id)
    form = PageForm()
    if not _is_kept(story, page, form):
        return _again(story, page, form, 422)
    if not form.text.data:
        form.text.errors = ["Write what happens on this page first: the pictures are made from it."]
        return _again(story, page, form, 422)
    key = request.form.get("key", "")[:64]
    try:
        make_pictures(current_user, story, page, form.shape.data, form.count.data, key or secrets.token_urlsafe(24))
    except (Unsupported, WildcardError, BlockError) as error:
        form.form_errors.append(str(error))
        return _again(story, page, form, 422)
    except AppError as error:
        form.form_errors.append(error.sentence)
        return _again(story, page, form, error.status)
    return go(f"{url_for('story_pages.edit', story_id=story_id, page_id=page_id)}#being-made")


@bp.get("/pages/<uuid:page_id>/choose/")
@signed_in
def choose(story_id: UUID, page_id: UUID) -> ResponseReturnValue:
    """Shows the pictures of a project to choose from beside the one that is chosen, or older ones of them."""
    story = own_story(story_id)
    page = page_in(story, page_id)
    before, project_id = picker.asked_id(request.args, "before"), picker.asked_id(request.args, "project")
    place: dict[str, Any] = {"story_id": story_id, "page_id": page_id, "before": before, "project": project_id}
    if not is_partial():
        return go(url_for("story_pages.edit", **place))
    if before is not None:
        shown = picker.newest(story.owner_id, before, project_id)
        more: dict[str, Any] = {"shown": shown, "project_id": project_id, "chosen": "", "made": []}
        return render_template("stories/_choices.html", story=story, page=page, **more)
    looks = picker.looks(story, requests_of(page.id), request.args.get("picture", ""), request.args)
    return render_template("stories/_looks.html", story=story, page=page, **looks)


@bp.post("/order/")
@signed_in
def order(story_id: UUID) -> ResponseReturnValue:
    """Puts the pages into the order they were sent in; `up` and `down` name one to move."""
    story = own_story(story_id)
    sent = request.form
    pages.reorder(story, sent.getlist("item"), sent.get("up", ""), sent.get("down", ""))
    moved = sent.get("up") or sent.get("down")
    if is_partial():
        return render_template("stories/_pages.html", story=story, leaves=leaves(story, current_user))
    return go(url_for("stories.edit", story_id=story_id) + (f"#page-{moved}" if moved else ""))


@bp.post("/pages/<uuid:page_id>/delete/")
@signed_in
def delete(story_id: UUID, page_id: UUID) -> ResponseReturnValue:
    story = own_story(story_id)
    pages.delete_page(story, page_in(story, page_id))
    flash("The page is gone.", "ok")
    return go(url_for("stories.edit", story_id=story_id))


def _is_kept(story: Story, page: StoryPage, form: PageForm) -> bool:
    """Keeps the page if all of it is good."""
    if not form.validate():
        return False
    try:
        pages.fill_page(story, page, form.text.data, _picture(page, form))
    except pages.NotYourPicture:
        form.picture.errors = ["This picture is not there any more. Choose another one."]
        return False
    return True


def _picture(page: StoryPage, form: PageForm) -> str:
    """Returns the picture to keep: the chosen one, but that of the page where only it was filled in the meantime."""
    is_untouched = "had" in request.form and form.had.data == form.picture.data
    return str(page.image_id or "") if is_untouched else str(form.picture.data or "")


def _after(story: Story, page_id: UUID) -> str:
    """Returns where to go on: to the desk, or the page before or behind this one."""
    ids = [page.id for page in pages.pages_of(story)]
    step = {"next": 1, "previous": -1}.get(request.form.get("then", ""), 0)
    place = ids.index(page_id) + step
    if step and 0 <= place < len(ids):
        return url_for("story_pages.edit", story_id=story.id, page_id=ids[place])
    return f"{url_for('stories.edit', story_id=story.id)}#page-{page_id}"


def _again(story: Story, page: StoryPage, form: PageForm, status: int) -> tuple[str, int]:
    return render_template("stories/page.html", **_context(story, page, form)), status


def _context(story: Story, page: StoryPage, form: PageForm) -> dict[str, Any]:
    asked = requests_of(page.id)
    all_leaves = leaves(story, current_user)
    number = next(leaf.number for leaf in all_leaves if leaf.id == page.id)
    return {
        "story": story,
        "page": page,
        "form": form,
        "number": number,
        "count": len(all_leaves),
        "views": request_views(asked),
        **picker.looks(story, asked, form.picture.data or "", request.values),
        "key": secrets.token_urlsafe(24),
    }
