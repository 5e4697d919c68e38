"""Styles of a person and those of others: lists, forks, changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, exists, select
from sqlalchemy.orm import selectinload

from webapp.cards import BEHIND_ALL
from webapp.database import writing
from webapp.extensions import db
from webapp.models import ImageRequest, PromptHelper, PromptHelperFavorite, PromptHelperVersion, User
from webapp.models.columns import utc_now
from webapp.models.prompt_helper import POSITION_OF_PEOPLE, style_shown_to
from webapp.style_writing import MAX_NAME_CHARS, StyleDraft, Wording, add_style, add_version, save_version, wording_of
from webapp.tagging import tags_from

PAGE_SIZE = 30
FORKS_SHOWN = 12
SAID = ("name", "purpose", "category", "visibility", "voice_style")
COLUMNS: tuple[Any, ...] = (
    PromptHelper.id,
    PromptHelper.slug,
    PromptHelper.name,
    PromptHelper.purpose,
    PromptHelper.category,
    PromptHelper.visibility,
    PromptHelper.preview_path,
    PromptHelper.newest_number,
    PromptHelper.created_at,
    User.name.label("owner_name"),
)


@dataclass(frozen=True, slots=True)
class StyleRow:
    """A style in a list."""

    id: UUID
    slug: str
    name: str
    purpose: str
    category: str
    visibility: str
    preview_path: str
    newest_number: int
    created_at: datetime
    owner_name: str | None


@dataclass(frozen=True, slots=True)
class StylePage:
    """Some styles, newest first, and the id to go on before, None at the end."""

    styles: list[StyleRow]
    before: UUID | None


def my_styles(owner_id: UUID, before: UUID | None) -> StylePage:
    """Returns a page of a person's own styles, newest first."""
    return _page(select(*COLUMNS).where(PromptHelper.owner_id == owner_id), before)


def shared_styles(viewer_id: UUID, before: UUID | None) -> StylePage:
    """Returns a page of what others here share, newest first."""
    return _page(
        select(*COLUMNS).where(PromptHelper.visibility == "shared", PromptHelper.owner_id != viewer_id), before
    )


def _page(wanted: Select[Any], before: UUID | None) -> StylePage:
    kept = wanted.outerjoin(User, User.id == PromptHelper.owner_id).where(
        PromptHelper.deleted_at.is_(None),
        PromptHelper.position == POSITION_OF_PEOPLE,
        PromptHelper.id < (before or BEHIND_ALL),
    )
    rows = db.session.execute(kept.order_by(PromptHelper.id.desc()).limit(PAGE_SIZE + 1)).all()
    styles = [StyleRow(*row) for row in rows[:PAGE_SIZE]]
    return StylePage(styles, styles[-1].id if len(rows) > PAGE_SIZE else None)


def newest_version(style: PromptHelper) -> PromptHelperVersion:
    """Returns the words of a style as they are now."""
    return version_of(style, style.newest_number) or _first(style)


def version_of(style: PromptHelper, number: int) -> PromptHelperVersion | None:
    """Returns the version of that number, None when there is none."""
    if number > style.newest_number:
        return None
    return db.session.scalar(
        select(PromptHelperVersion).where(
            PromptHelperVersion.prompt_helper_id == style.id, PromptHelperVersion.number == number
        )
    )


def _first(style: PromptHelper) -> PromptHelperVersion:
    """A style that was stored without any words has empty ones."""
    return PromptHelperVersion(
        prompt_helper_id=style.id, number=0, prompt="", negative_prompt="", style_preset="", notes="", placements=[]
    )


def visible_forks(style: PromptHelper, viewer_id: UUID) -> Sequence[PromptHelper]:
    """Returns the newest of what was made out of this style, as far as somebody may see them."""
    made = select(PromptHelper).where(PromptHelper.parent_id == style.id, style_shown_to(viewer_id))
    return db.session.scalars(
        made.order_by(PromptHelper.id.desc()).limit(FORKS_SHOWN).options(selectinload(PromptHelper.owner))
    ).all()


def is_favorite(style_id: UUID, user_id: UUID) -> bool:
    """Tells whether a person starred the style."""
    return db.session.get(PromptHelperFavorite, (user_id, style_id)) is not None


def known_categories() -> list[str]:
    """Returns the categories of the built-in styles, to choose from; others may be typed."""
    built_in = select(PromptHelper.category).where(
        PromptHelper.deleted_at.is_(None), PromptHelper.position < POSITION_OF_PEOPLE, PromptHelper.is_builtin
    )
    return sorted({category for category in db.session.scalars(built_in) if category})


def has_another_called(owner_id: UUID, name: str, style_id: UUID | None = None) -> bool:
    """Tells whether a person has another style of that name."""
    same = select(PromptHelper.id).where(
        PromptHelper.owner_id == owner_id, PromptHelper.name == name, PromptHelper.deleted_at.is_(None)
    )
    return any(found != style_id for found in db.session.scalars(same.limit(2)))


def make_style(owner_id: UUID, said: dict[str, Any], wording: Wording, recipe: dict[str, Any], tags: str) -> UUID:
    """Commits a new style and returns its id."""
    with writing() as session:
        draft = StyleDraft(wording=wording, recipe=recipe, tags=tags_from(tags), **said)
        return add_style(session, owner_id, draft).id


def edit_style(
    style: PromptHelper,
    author_id: UUID,
    said: dict[str, Any],
    wording: Wording,
    recipe: dict[str, Any],
    tags: str,
    notes: str,
) -> int:
    """Commits what was changed, other words as the next version. Returns the number of the newest."""
    style_id = style.id
    with writing() as session:
        version = add_version(session, style_id, author_id, wording, notes)
        for name, value in said.items():
            setattr(style, name, value)
        style.recipe = recipe
        style.tags = tags_from(tags)
        return version.number


def fork_style(owner_id: UUID, style: PromptHelper, version: PromptHelperVersion) -> PromptHelper:
    """Commits a private copy of a style in the words of one of its versions, which knows where it comes from."""
    name = style.name if style.owner_id != owner_id else f"{style.name[: MAX_NAME_CHARS - 7]} (copy)"
    draft = StyleDraft(
        name=name,
        wording=wording_of(version),
        purpose=style.purpose,
        category=style.category,
        voice_style=style.voice_style,
        recipe=style.recipe,
        parent_id=style.id,
        preview_path=style.preview_path if style.is_builtin else "",
        notes=f"Forked from {style.name}, v{version.number}",
    )
    labels = ", ".join(tag.label for tag in style.tags)
    with writing() as session:
        fork = add_style(session, owner_id, draft)
        fork.tags = tags_from(labels)
        return fork


def roll_back(style: PromptHelper, author_id: UUID, version: PromptHelperVersion) -> int:
    """Makes the words of an earlier version the newest again. Returns the number they have now."""
    return save_version(style.id, author_id, wording_of(version), f"Back to v{version.number}").number


def delete_style(style: PromptHelper) -> None:
    """Takes a style away. While requests name it, it is kept, hidden, so that their pictures can name it too."""
    style_id = style.id
    with writing() as session:
        versions = select(PromptHelperVersion.id).where(PromptHelperVersion.prompt_helper_id == style_id)
        is_named = session.scalar(select(exists().where(ImageRequest.prompt_helper_version_id.in_(versions))))
        if is_named:
            style.deleted_at = utc_now()
        else:
            session.execute(delete(PromptHelper).where(PromptHelper.id == style_id))
