"""What a wall is narrowed by, in words, each with the address of the wall without it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select

from webapp.engines.registry import ENGINES, engine
from webapp.extensions import db
from webapp.models import ImageProject, PromptHelper, ThemeHelper, style_shown_to, theme_shown_to
from webapp.paging import this_url
from webapp.wall_filters import Filters
from webapp.walls import project_seen_by

# What has a tab of its own on a wall needs no chip.
TABS = frozenset({"origin", "favorites"})
# How a picture came about: what requests keep as its generation type, in words.
KINDS = {
    "initial": "Made from words",
    "variation": "Variation",
    "remix": "Remixed",
    "inpaint": "Repainted",
    "erase": "Erased",
    "outpaint": "Extended",
    "search_replace": "Found and replaced",
    "search_recolor": "Recoloured",
    "remove_background": "Cut out",
    "replace_background": "New background",
    "relight": "Relit",
    "sketch": "From a sketch",
    "structure": "Structure kept",
    "style_transfer": "Style taken over",
    "style": "In the style of another",
    "upscale_fast": "Enlarged fast",
    "upscale_conservative": "Enlarged, true",
    "upscale_creative": "Enlarged, with new detail",
    "upload": "Uploaded",
}
SIZES = {"small": "Small", "medium": "Medium", "large": "Large", "huge": "Huge"}


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in words; `url` is the wall without it."""

    words: str
    url: str | None


def chips(filters: Filters, viewer_id: UUID | None) -> list[Chip]:
    """Returns the filters that are on, in a query for each named thing. What the viewer may not see is not named.

    Favourites have a section of their own; among other filters they are one of them.
    """
    in_tabs = TABS if len(filters.values) + len(filters.tags) == 1 else TABS - {"favorites"}
    named = [
        Chip(_words(name, value, viewer_id), this_url({}, {name, "version"} if name == "style" else {name}))
        for name, value in filters.values.items()
        if name not in in_tabs
    ]
    return named + [
        Chip(f"# {name}", this_url({"tag": [tag for tag in filters.tags if tag != name]})) for name in filters.tags
    ]


def named_style(style_id: UUID, viewer_id: UUID | None) -> str:
    """Returns a style's name if the viewer may see it."""
    return _name(PromptHelper, style_id, seen_styles(viewer_id)) or "One style"


def named_theme(theme_id: UUID, viewer_id: UUID | None) -> str:
    """Returns a theme's name if the viewer may see it."""
    return _name(ThemeHelper, theme_id, seen_themes(viewer_id)) or "One theme"


def named_project(project_id: UUID, viewer_id: UUID | None) -> str:
    """Returns a project's name if the viewer may see it."""
    return _name(ImageProject, project_id, project_seen_by(viewer_id)) or "One project"


def seen_styles(viewer_id: UUID | None) -> ColumnElement[bool]:
    """Returns the condition of the styles that somebody may choose from: for guests those everybody has."""
    return style_shown_to(viewer_id) if viewer_id else PromptHelper.is_builtin.is_(True)


def seen_themes(viewer_id: UUID | None) -> ColumnElement[bool]:
    """Returns the condition of the themes that somebody may choose from: for guests those everybody has."""
    return theme_shown_to(viewer_id) if viewer_id else ThemeHelper.is_builtin.is_(True)


def engine_label(name: str) -> str:
    """Returns what an engine is called."""
    return engine(name).label if name in ENGINES else name


def kind_label(name: str) -> str:
    """Returns how pictures of a kind came about."""
    return KINDS.get(name, name.replace("_", " ").capitalize())


def _name(model: Any, pk: UUID, is_seen: ColumnElement[bool]) -> str | None:
    return db.session.scalar(select(model.name).where(model.id == pk, is_seen))


def _words(name: str, value: Any, viewer_id: UUID | None) -> str:
    if name in NAMED:
        return NAMED[name](value, viewer_id)
    return PLAIN[name](value)


NAMED: Mapping[str, Callable[[UUID, UUID | None], str]] = {
    "style": named_style,
    "theme": named_theme,
    "project": named_project,
}
PLAIN: Mapping[str, Callable[[Any], str]] = {
    "q": lambda text: f"“{text}”",
    "like": lambda text: f"Like “{text}”",
    "version": lambda number: f"v{number}",
    "engine": engine_label,
    "model": str,
    "kind": kind_label,
    "shape": str.capitalize,
    "size": SIZES.__getitem__,
    "seed": lambda seed: f"Seed {seed}",
    "month": str,
    "from": lambda day: f"Since {day:%-d %B %Y}",
    "to": lambda day: f"Until {day:%-d %B %Y}",
    "rating": lambda stars: "5 stars" if stars == 5 else f"{stars} stars or more" if stars > 1 else "Rated",
    "by": lambda name: f"By {name}",
    "favorites": lambda _: "Favourites",
}
