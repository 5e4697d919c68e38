"""Changes to themes: made, edited, remixed, featured, deleted."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PIL import Image as Pixels
from sqlalchemy import select

from webapp.database import writing
from webapp.extensions import db
from webapp.models import ImageRequest, ThemeHelper, User
from webapp.models.columns import new_id, utc_now
from webapp.models.theme_helper import newest_first
from webapp.slugs import slug_of_its_own
from webapp.tagging import tags_from
from webapp.theme_cards import suited_style_ids
from webapp.theme_helpers.pictures import copy_preview, drop_preview, store_preview
from webapp.theme_helpers.seed import builtin_position
from webapp.theme_helpers.styles import keep_styles

FEATURED_POSITION = 0
COPIED = ("name", "description", "category", "prompt", "negative_prompt", "palette")


def make_theme(owner: User, said: dict[str, Any], tags: str, style_ids: Sequence[UUID], picture: Any) -> ThemeHelper:
    """Commits a new theme and returns it. `picture` is its preview, or None."""
    key = store_preview(picture) if picture is not None else ""
    theme = ThemeHelper(
        id=new_id(), owner_id=owner.id, slug=slug_of_its_own(said["name"], "theme"), preview_path=key, **said
    )
    with writing() as session:
        theme.tags = tags_from(tags)
        session.add(theme)
        session.flush()
        keep_styles(theme.id, style_ids)
    return theme


def edit_theme(
    theme: ThemeHelper,
    said: dict[str, Any],
    tags: str,
    style_ids: Sequence[UUID],
    picture: Pixels.Image | None,
    *,
    keeps_preview: bool = True,
) -> None:
    """Changes a theme. `picture` takes the place of its preview; without one the old stays or goes."""
    before = theme.preview_path
    after = store_preview(picture) if picture is not None else before if keeps_preview else ""
    with writing():
        for name, value in said.items():
            setattr(theme, name, value)
        theme.preview_path = after
        theme.tags = tags_from(tags)
        keep_styles(theme.id, style_ids)
    if after != before:
        drop_preview(before)


def remix_theme(theme: ThemeHelper, owner: User) -> ThemeHelper:
    """Commits a private copy of a theme, with its tags, its preview and the styles that the new owner sees."""
    style_ids = suited_style_ids(theme, owner.id)
    copy = ThemeHelper(id=new_id(), owner_id=owner.id, parent_id=theme.id, slug=slug_of_its_own(theme.name, "theme"))
    for name in COPIED:
        setattr(copy, name, getattr(theme, name))
    copy.preview_path = copy_preview(theme)
    tags = list(theme.tags)
    with writing() as session:
        copy.tags = tags
        session.add(copy)
        session.flush()
        keep_styles(copy.id, style_ids)
    return copy


def delete_theme(theme: ThemeHelper) -> None:
    """Takes the theme off every list at once. Its row stays while requests name it, so that pictures can say it."""
    key = theme.preview_path
    with writing() as session:
        if session.scalar(select(ImageRequest.id).where(ImageRequest.theme_helper_id == theme.id).limit(1)):
            theme.deleted_at, theme.preview_path = utc_now(), ""
        else:
            session.delete(theme)
    drop_preview(key)


def toggle_featured(theme: ThemeHelper) -> None:
    """Puts a theme before all others, or back where it stood."""
    with writing():
        theme.is_featured = not theme.is_featured
        theme.position = FEATURED_POSITION if theme.is_featured else _own_position(theme)


def parent_of(theme: ThemeHelper) -> ThemeHelper | None:
    """Returns what a theme was remixed from, whoever may see it."""
    return db.session.get(ThemeHelper, theme.parent_id) if theme.parent_id else None


def _own_position(theme: ThemeHelper) -> int:
    return builtin_position(theme.slug) if theme.is_builtin else newest_first(theme.created_at)
