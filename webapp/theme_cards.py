"""Themes as lists show them: plain data with ready addresses, read in one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import abort, url_for
from sqlalchemy import Row, Select, Uuid, and_, literal, select, tuple_

from webapp.cards import site_root
from webapp.extensions import db
from webapp.models import (
    PromptHelper,
    ThemeFavorite,
    ThemeHelper,
    User,
    style_shown_to,
    theme_helper_style,
    theme_shown_to,
)

PAGE_SIZE = 48
MOST_FAVORITES = 8
MOST_OFFERED = 11
MOST_STYLES = 6
CATEGORIES = ("Land and sea", "Cities", "Times past", "Tales", "Tomorrow", "Small worlds", "Everyday", "Abstract")
BEFORE_ALL = (-(2**31), UUID(int=0))


@dataclass(frozen=True, slots=True)
class ThemeCard:
    """One theme in a list. `palette` holds colours as #rrggbb; `owner_name` is empty for a built-in one."""

    id: UUID
    url: str
    slug: str
    name: str
    description: str
    category: str
    palette: list[str]
    preview_url: str
    owner_name: str
    visibility: str
    is_mine: bool
    is_builtin: bool
    is_featured: bool
    is_active: bool
    is_favorite: bool


@dataclass(frozen=True, slots=True)
class ThemePage:
    """Some cards and the id to go on behind, None at the end."""

    cards: list[ThemeCard]
    before: UUID | None


@dataclass(frozen=True, slots=True)
class SuitedStyle:
    """A style that a theme recommends."""

    slug: str
    name: str
    purpose: str
    preview_url: str


def theme_query(viewer_id: UUID) -> Select[Any]:
    """Returns the query of the themes somebody sees, in their order; narrow it with where()."""
    is_starred = and_(ThemeFavorite.theme_helper_id == ThemeHelper.id, ThemeFavorite.user_id == viewer_id)
    return (
        select(*_COLUMNS, User.name.label("owner_name"), ThemeFavorite.user_id.is_not(None).label("is_favorite"))
        .outerjoin(User, User.id == ThemeHelper.owner_id)
        .outerjoin(ThemeFavorite, is_starred)
        .where(theme_shown_to(viewer_id))
        .order_by(ThemeHelper.position, ThemeHelper.id)
    )


_COLUMNS: tuple[Any, ...] = (
    ThemeHelper.id,
    ThemeHelper.slug,
    ThemeHelper.name,
    ThemeHelper.description,
    ThemeHelper.category,
    ThemeHelper.palette,
    ThemeHelper.preview_path,
    ThemeHelper.owner_id,
    ThemeHelper.visibility,
    ThemeHelper.is_builtin,
    ThemeHelper.is_featured,
    ThemeHelper.is_active,
)


def read_themes(wanted: Select[Any], before: UUID | None, viewer_id: UUID, size: int = PAGE_SIZE) -> ThemePage:
    """Reads one page of `wanted`, starting behind the theme `before`; 404 when that one is gone."""
    place = tuple_(ThemeHelper.position, ThemeHelper.id)
    position, last_id = _place_of(before)
    behind = wanted.where(place > tuple_(literal(position), literal(last_id, Uuid())))
    rows = db.session.execute(behind.limit(size + 1)).all()
    cards = make_theme_cards(rows[:size], viewer_id)
    return ThemePage(cards, cards[-1].id if len(rows) > size else None)


def _place_of(before: UUID | None) -> tuple[int, UUID]:
    if before is None:
        return BEFORE_ALL
    position = db.session.scalar(select(ThemeHelper.position).where(ThemeHelper.id == before))
    if position is None:
        abort(404)
    return position, before


def card_of_theme(theme_id: UUID, viewer_id: UUID) -> ThemeCard:
    """Returns the card of a theme that the viewer sees."""
    return make_theme_cards(
        db.session.execute(theme_query(viewer_id).where(ThemeHelper.id == theme_id)).all(), viewer_id
    )[0]


def make_theme_cards(rows: Sequence[Row[Any]], viewer_id: UUID) -> list[ThemeCard]:
    """Makes cards of rows of `theme_query`."""
    root = site_root()
    return [_card(root, viewer_id, row) for row in rows]


def offered_themes(viewer_id: UUID, chosen: str = "") -> list[ThemeCard]:
    """Returns the themes the composer offers: favourites, then featured and built-in ones.

    A chosen one that is none of these comes before them.
    """
    known = theme_query(viewer_id)
    starred = known.where(ThemeFavorite.user_id == viewer_id).limit(MOST_FAVORITES)
    first = known.where(ThemeHelper.visibility == "shared").limit(MOST_OFFERED)
    found = {card.slug: card for wanted in (starred, first) for card in _cards_of(wanted, viewer_id)}
    if chosen and chosen not in found:
        found = {card.slug: card for card in _cards_of(known.where(ThemeHelper.slug == chosen), viewer_id)} | found
    return list(found.values())


def found_themes(viewer_id: UUID, words: str) -> list[ThemeCard]:
    """Returns the first themes whose name or description holds `words`."""
    return _cards_of(theme_query(viewer_id).where(holds(words)).limit(MOST_OFFERED), viewer_id)


def holds(words: str) -> Any:
    """Returns the condition that a theme's name or description holds `words`, capitals or not."""
    return ThemeHelper.name.icontains(words, autoescape=True) | ThemeHelper.description.icontains(
        words, autoescape=True
    )


def theme_named(slug: str, viewer_id: UUID) -> ThemeHelper | None:
    """Returns the theme with this slug if the viewer may use it."""
    if not slug:
        return None
    return db.session.scalar(select(ThemeHelper).where(ThemeHelper.slug == slug, theme_shown_to(viewer_id)))


def suited_styles(theme: ThemeHelper, viewer_id: UUID) -> list[SuitedStyle]:
    """Returns the styles that suit a theme, in its order, without those the viewer may not see."""
    rows = db.session.scalars(_suited(theme, viewer_id, PromptHelper)).all()
    return [
        SuitedStyle(each.slug, each.name, each.purpose, _static_url(each.preview_path) if each.is_builtin else "")
        for each in rows
    ]


def suited_style_ids(theme: ThemeHelper, viewer_id: UUID) -> list[UUID]:
    """Returns the ids of those styles."""
    return list(db.session.scalars(_suited(theme, viewer_id, PromptHelper.id)))


def _suited(theme: ThemeHelper, viewer_id: UUID, what: Any) -> Select[Any]:
    return (
        select(what)
        .join(theme_helper_style, theme_helper_style.c.prompt_helper_id == PromptHelper.id)
        .where(theme_helper_style.c.theme_helper_id == theme.id, style_shown_to(viewer_id))
        .order_by(theme_helper_style.c.position)
        .limit(MOST_STYLES)
    )


def _cards_of(wanted: Select[Any], viewer_id: UUID) -> list[ThemeCard]:
    return make_theme_cards(db.session.execute(wanted).all(), viewer_id)


def _card(root: str, viewer_id: UUID, row: Row[Any]) -> ThemeCard:
    url = f"{root}/theme-helpers/{row.id}/"
    return ThemeCard(
        id=row.id,
        url=url,
        slug=row.slug,
        name=row.name,
        description=row.description,
        category=row.category,
        palette=row.palette,
        preview_url=_preview_url(url, row.preview_path, is_builtin=row.is_builtin),
        owner_name=row.owner_name or "",
        visibility=row.visibility,
        is_mine=row.owner_id == viewer_id,
        is_builtin=row.is_builtin,
        is_featured=row.is_featured,
        is_active=row.is_active,
        is_favorite=row.is_favorite,
    )


def _preview_url(url: str, path: str, *, is_builtin: bool) -> str:
    """Returns the preview's address; that of an uploaded one changes with it."""
    if not path:
        return ""
    return _static_url(path) if is_builtin else f"{url}preview.webp?v={path[-13:-5]}"


def _static_url(path: str) -> str:
    return url_for("static", filename=path)
