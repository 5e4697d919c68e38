"""Styles for tests, made as people make them."""

from typing import Any
from uuid import UUID

from webapp.database import writing
from webapp.models import PromptHelper
from webapp.style_writing import StyleDraft, Wording, add_style
from webapp.tagging import tags_named


def make_style(
    owner_id: UUID, name: str, *, tags: tuple[str, ...] = (), preset: str = "", **values: Any
) -> PromptHelper:
    """Commits a style. Needs an app context."""
    with writing() as session:
        wording = Wording(f"{name} words", style_preset=preset)
        return add_style(session, owner_id, StyleDraft(name, wording, tags=tags_named(tags), **values))
