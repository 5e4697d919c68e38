"""Making and editing a theme."""

from typing import Any
from uuid import UUID

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import own_theme, signed_in
from webapp.cards import card_query, make_cards
from webapp.extensions import db
from webapp.htmx import go
from webapp.limits import per_user
from webapp.models import Image, ThemeHelper
from webapp.models.image import IS_KEPT
from webapp.theme_cards import MOST_STYLES, card_of_theme
from webapp.theme_helpers import service
from webapp.theme_helpers.forms import MOST_COLOURS, NEXT_COLOUR, NONE, ThemeForm
from webapp.theme_helpers.styles import names_of, suggested_names
from webapp.theme_helpers.views import bp

SAID = ("name", "category", "description", "prompt", "negative_prompt", "visibility", "is_active")
PICTURES_TO_CHOOSE = 24


@bp.get("/new/")
@signed_in
def new() -> str:
    return _desk(ThemeForm(None, palette=_places([])))


@bp.post("/new/")
@signed_in
@per_user("20/minute")
def create() -> ResponseReturnValue:
    form = ThemeForm()
    if not form.validate():
        return _desk(form), 422
    made = service.make_theme(current_user, *_words(form), form.preview)
    flash("Here is your new world.", "ok")
    return go(url_for("theme_helpers.show", theme_id=made.id))


@bp.get("/<uuid:theme_id>/edit/")
@signed_in
def edit(theme_id: UUID) -> str:
    found = own_theme(theme_id)
    said = {name: getattr(found, name) for name in SAID}
    styles = names_of(found.styles, current_user.id)[:MOST_STYLES]
    tags = ", ".join(tag.label or tag.name for tag in found.tags)
    return _desk(ThemeForm(None, **said, tags=tags, styles=styles, palette=_places(found.palette)), found)


@bp.post("/<uuid:theme_id>/edit/")
@signed_in
@per_user("20/minute")
def save(theme_id: UUID) -> ResponseReturnValue:
    found = own_theme(theme_id)
    form = ThemeForm()
    if not form.validate():
        return _desk(form, found), 422
    service.edit_theme(found, *_words(form), form.preview, keeps_preview=form.picture.data != NONE)
    flash("Saved.", "ok")
    return go(url_for("theme_helpers.show", theme_id=found.id))


def _words(form: ThemeForm) -> tuple[dict[str, Any], str, list[UUID]]:
    """Returns what the form says, ready for the service: values, tags as typed, ids of styles."""
    said = {name: form[name].data for name in SAID} | {"palette": form.colours}
    return said, form.tags.data, [style.id for style in form.chosen_styles]


def _places(colours: list[str]) -> list[dict[str, Any]]:
    """Returns the places of the palette, those without a colour behind the others."""
    taken = [{"is_on": True, "value": colour} for colour in colours[:MOST_COLOURS]]
    return taken + [{"is_on": False, "value": NEXT_COLOUR}] * (MOST_COLOURS - len(taken))


def _desk(form: ThemeForm, found: ThemeHelper | None = None) -> str:
    mine = card_query().where(Image.owner_id == current_user.id, IS_KEPT).limit(PICTURES_TO_CHOOSE)
    return render_template(
        "theme_helpers/edit.html",
        form=form,
        card=card_of_theme(found.id, current_user.id) if found else None,
        pictures=make_cards(db.session.execute(mine).all(), current_user.id),
        style_names=suggested_names(current_user.id),
    )
