"""What the filters of a wall offer to choose from."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select

from webapp.engines.registry import ENGINES
from webapp.extensions import db
from webapp.models import ImageProject, PromptHelper, ThemeHelper
from webapp.models.image import SHAPES
from webapp.wall_chips import (
    KINDS,
    SIZES,
    engine_label,
    named_project,
    named_style,
    named_theme,
    seen_styles,
    seen_themes,
)
from webapp.wall_filters import Filters
from webapp.walls import project_seen_by

MOST_NAMED = 200
Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """A field to choose in: its name in the address, its label, what it offers and what is chosen."""

    name: str
    label: str
    every: str
    options: list[Option]
    chosen: str


def choices(filters: Filters, offered: frozenset[str], viewer_id: UUID | None) -> list[Choice]:
    """Returns the fields a wall offers, in three queries at most; nothing that the viewer may not see."""
    named = [
        ("style", "Style", "Any", _named(PromptHelper, seen_styles(viewer_id), filters, viewer_id)),
        ("theme", "Theme", "Any", _named(ThemeHelper, seen_themes(viewer_id), filters, viewer_id)),
        ("project", "Project", "Any", _named(ImageProject, project_seen_by(viewer_id), filters, viewer_id)),
    ]
    plain = [
        ("shape", "Shape", "Any", [(shape, shape.capitalize()) for shape in SHAPES]),
        ("size", "Size", "Any", list(SIZES.items())),
        ("kind", "How it came about", "Any way", list(KINDS.items())),
        ("engine", "Engine", "Any", [(name, engine_label(name)) for name in ENGINES]),
        ("rating", "Stars", "Any", [(str(n), "5" if n == 5 else f"{n} or more") for n in range(5, 0, -1)]),
    ]
    return [
        Choice(name, label, every, options, str(filters.get(name) or ""))
        for name, label, every, options in (*named, *plain)
        if name in offered
    ]


FIELD_OF = {PromptHelper: "style", ThemeHelper: "theme", ImageProject: "project"}
NAME_OF = {"style": named_style, "theme": named_theme, "project": named_project}


def _named(model: Any, is_seen: ColumnElement[bool], filters: Filters, viewer_id: UUID | None) -> list[Option]:
    """Returns the newest that the viewer may see, by name, and the chosen one whatever it is."""
    rows = db.session.execute(select(model.id, model.name).where(is_seen).order_by(model.id.desc()).limit(MOST_NAMED))
    options = {str(row.id): row.name for row in rows}
    field = FIELD_OF[model]
    if (chosen := filters.get(field)) and str(chosen) not in options:
        options[str(chosen)] = NAME_OF[field](chosen, viewer_id)
    return sorted(options.items(), key=lambda option: option[1].casefold())
