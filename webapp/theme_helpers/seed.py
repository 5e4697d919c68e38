"""Brings the built-in themes into the database; run at every start, it changes only what differs."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from webapp.database import writing
from webapp.extensions import db
from webapp.models import PromptHelper, ThemeHelper
from webapp.models.columns import new_id
from webapp.tagging import fold, tags_named
from webapp.theme_helpers.styles import keep_styles
from webapp.theme_helpers.worlds import WORLDS
from webapp.theme_helpers.worlds.world import World

FIRST_POSITION = 1000


def seed_themes() -> int:
    """Adds the themes that are missing and brings the others up to date. Returns how many changed.

    Styles that do not exist are left out. What admins decided (featured, and with it the place) stays.
    """
    known = {each.slug: each for each in db.session.scalars(select(ThemeHelper).where(ThemeHelper.is_builtin)).all()}
    styles = _style_ids()
    changed = [world for world in WORLDS if _differs(known.get(world.slug), world, styles)]
    if not changed:
        return 0
    with writing() as session:
        for world in changed:
            row = known.get(world.slug) or ThemeHelper(id=new_id(), slug=world.slug, is_builtin=True)
            session.add(row)
            for name, value in _values(world).items():
                setattr(row, name, value)
            row.position = row.position if row.is_featured else builtin_position(world.slug)
            row.tags = tags_named(world.tags)
            session.flush()
            keep_styles(row.id, [styles[slug] for slug in world.styles if slug in styles])
    return len(changed)


def builtin_position(slug: str) -> int:
    """Returns where a built-in theme stands among all."""
    return FIRST_POSITION + [world.slug for world in WORLDS].index(slug)


def _style_ids() -> dict[str, UUID]:
    wanted = {slug for world in WORLDS for slug in world.styles}
    rows = db.session.execute(
        select(PromptHelper.slug, PromptHelper.id).where(PromptHelper.is_builtin, PromptHelper.slug.in_(wanted))
    )
    return {row.slug: row.id for row in rows}


def _differs(row: ThemeHelper | None, world: World, styles: dict[str, UUID]) -> bool:
    if row is None:
        return True
    is_same = all(getattr(row, name) == value for name, value in _values(world).items())
    has_tags = {tag.name for tag in row.tags} == {fold(tag) for tag in world.tags}
    has_styles = [style.slug for style in row.styles] == [slug for slug in world.styles if slug in styles]
    return not (is_same and has_tags and has_styles)


def _values(world: World) -> dict[str, Any]:
    return {
        "name": world.name,
        "category": world.category,
        "description": world.description,
        "prompt": world.prompt,
        "negative_prompt": world.negative_prompt,
        "palette": list(world.palette),
        "preview_path": f"img/themes/{world.slug}.webp",
        "visibility": "shared",
    }
