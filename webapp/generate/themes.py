"""Themes in the composer: some to choose from at once, the others by words, and the styles that suit the chosen one."""

from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import signed_in
from webapp.engines.errors import Unsupported
from webapp.htmx import go, is_partial
from webapp.models import ThemeHelper
from webapp.theme_cards import found_themes, offered_themes, suited_styles, theme_named

MOST_WORDS_CHARS = 80

bp = Blueprint("composer_themes", __name__, url_prefix="/generate/themes")


@bp.get("/")
@signed_in
def find() -> ResponseReturnValue:
    """Shows the themes that the words find; without words those offered at first."""
    words = request.args.get("theme_words", "").replace("\0", "").strip()[:MOST_WORDS_CHARS]
    if not is_partial():
        return go(url_for("theme_helpers.index", q=words or None))
    chosen = request.args.get("theme", "").replace("\0", "")
    found = found_themes(current_user.id, words) if words else offered_themes(current_user.id, chosen)
    return render_template("generate/_theme_looks.html", themes=found, chosen_theme=chosen)


@bp.get("/suited/")
@signed_in
def suited() -> ResponseReturnValue:
    """Shows the styles that suit a theme."""
    slug = request.args.get("theme", "")
    if not is_partial():
        return go(url_for("generate.index", theme=slug))
    return render_template(
        "generate/_suited.html", suited=suited_to(theme_named(slug, current_user.id), current_user.id)
    )


def theme_context(slug: str, user_id: UUID) -> dict[str, Any]:
    """Returns what the composer shows of themes; a chosen one that is gone or hidden counts as none."""
    offered = offered_themes(user_id, slug)
    is_there = slug in {card.slug for card in offered}
    chosen = theme_named(slug, user_id) if is_there else None
    return {"themes": offered, "chosen_theme": slug if is_there else "", "suited": suited_to(chosen, user_id)}


def suited_to(theme: ThemeHelper | None, user_id: UUID) -> list[Any]:
    return suited_styles(theme, user_id) if theme else []


def chosen_theme(slug: str, user_id: UUID) -> ThemeHelper | None:
    """Returns the theme to draw with, None for none. Raises Unsupported for one that is gone, or hidden."""
    found = theme_named(slug, user_id)
    if slug and found is None:
        raise Unsupported("This theme is not there any more. Choose another one.")
    return found
