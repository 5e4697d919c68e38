"""Styles of one's own and of others: list, page, make, edit, fork, delete."""

from uuid import UUID

from flask import Blueprint, Response, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.exc import NoResultFound

from webapp.access import can, own_style, signed_in, visible_style
from webapp.htmx import go, page_or_fragment
from webapp.limits import per_user
from webapp.models import PromptHelper
from webapp.models.prompt_helper import TARGETS
from webapp.paging import before_cursor, next_url
from webapp.prompt_helpers import pictures, service
from webapp.prompt_helpers.forms import StyleForm
from webapp.prompt_helpers.page import style_context
from webapp.prompt_helpers.recipe import RecipeForm
from webapp.prompt_helpers.service import SAID

bp = Blueprint("prompt_helpers", __name__, url_prefix="/prompt-helpers")


@bp.get("/")
@signed_in
def index() -> Response:
    is_shared = request.args.get("show") == "shared"
    lists = service.shared_styles if is_shared else service.my_styles
    page = lists(current_user.id, before_cursor())
    return page_or_fragment(
        "prompt_helpers/index.html",
        "prompt_helpers/_rows.html",
        styles=page.styles,
        next_url=next_url(page.before),
        is_shared=is_shared,
    )


@bp.get("/new/")
@signed_in
def new() -> str:
    return _form_page(StyleForm())


@bp.post("/new/")
@signed_in
@per_user("60/hour")
def create() -> ResponseReturnValue:
    form = StyleForm()
    if not form.validate():
        return _form_page(form), 422
    said = {name: form[name].data for name in SAID}
    made = service.make_style(current_user.id, said, form.wording, form.recipe_form.recipe, form.tags.data)
    _say_saved(form, made, "Your style is made.")
    return go(url_for("prompt_helpers.show", style_id=made))


@bp.post("/recipe/")
@signed_in
def recipe() -> str:
    """Shows the settings as they are filled, with what the chosen engine has. Nothing is judged or stored."""
    return render_template("prompt_helpers/_recipe.html", recipe_form=RecipeForm(request.form))


@bp.get("/<uuid:style_id>/")
@signed_in
def show(style_id: UUID) -> str:
    style = visible_style(style_id)
    return render_template("prompt_helpers/show.html", **style_context(style, current_user))


@bp.get("/<uuid:style_id>/edit/")
@signed_in
def edit(style_id: UUID) -> str:
    style = own_style(style_id)
    return _form_page(_filled(style), style)


@bp.post("/<uuid:style_id>/edit/")
@signed_in
def save(style_id: UUID) -> ResponseReturnValue:
    style = own_style(style_id)
    form = StyleForm(style_preset=service.newest_version(style).style_preset)
    if not form.validate():
        return _form_page(form, style), 422
    before = style.newest_number
    said = {name: form[name].data for name in SAID}
    try:
        number = service.edit_style(
            style, current_user.id, said, form.wording, form.recipe_form.recipe, form.tags.data, form.notes.data
        )
    except NoResultFound:
        abort(404)
    _say_saved(form, style_id, "Saved." if number == before else f"Saved as v{number}.")
    return go(url_for("prompt_helpers.show", style_id=style_id))


@bp.post("/<uuid:style_id>/fork/")
@signed_in
@per_user("60/hour")
def fork(style_id: UUID) -> ResponseReturnValue:
    style = visible_style(style_id)
    number = request.form.get("number", type=int)
    version = service.newest_version(style) if number is None else service.version_of(style, number)
    if version is None or not can(current_user, "derive", style):
        abort(404)
    made = service.fork_style(current_user.id, style, version)
    flash("Forked. This one is yours, and only you see it.", "ok")
    return go(url_for("prompt_helpers.edit", style_id=made.id))


@bp.get("/<uuid:style_id>/delete/")
@signed_in
def confirm_delete(style_id: UUID) -> str:
    return render_template("prompt_helpers/delete.html", style=own_style(style_id))


@bp.post("/<uuid:style_id>/delete/")
@signed_in
def delete(style_id: UUID) -> ResponseReturnValue:
    style = own_style(style_id)
    name = style.name
    service.delete_style(style)
    flash(f"“{name}” is deleted.", "ok")
    return go(url_for("prompt_helpers.index"))


@bp.get("/<uuid:style_id>/pictures/")
@signed_in
def wall(style_id: UUID) -> Response:
    style = visible_style(style_id)
    is_public = request.args.get("of") == "all"
    page = (
        pictures.public_pictures(style.id, before_cursor(), current_user.id)
        if is_public
        else pictures.my_pictures(style.id, current_user.id, before_cursor())
    )
    return page_or_fragment(
        "prompt_helpers/pictures.html",
        "gallery/_cards.html",
        style=style,
        number=None,
        is_public=is_public,
        cards=page.cards,
        next_url=next_url(page.before),
    )


def _filled(style: PromptHelper) -> StyleForm:
    version = service.newest_version(style)
    return StyleForm(
        **{name: getattr(style, name) for name in SAID},
        **{f"place_{target}": version.placement_for(target) for target in TARGETS},
        prompt=version.prompt,
        negative_prompt=version.negative_prompt,
        style_preset=version.style_preset,
        tags=", ".join(tag.label for tag in style.tags),
        recipe=style.recipe,
    )


def _form_page(form: StyleForm, style: PromptHelper | None = None) -> str:
    return render_template(
        "prompt_helpers/form.html",
        form=form,
        recipe_form=form.recipe_form,
        style=style,
        categories=service.known_categories(),
    )


def _say_saved(form: StyleForm, style_id: UUID, words: str) -> None:
    """Two styles may share a name; that it is so is said, as it may not have been meant."""
    if service.has_another_called(current_user.id, form.name.data, style_id):
        words += f" You have another style called “{form.name.data}”; both are kept."
    flash(words, "ok")
