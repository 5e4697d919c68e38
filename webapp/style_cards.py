"""Styles as pickers show them: plain data with ready addresses, a bounded page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

from flask import url_for
from sqlalchemy import Row, Select, and_, exists, select, union_all
from sqlalchemy.orm import aliased

from webapp.cards import BEHIND_ALL, site_root
from webapp.engines.registry import ENGINES, engine
from webapp.extensions import db
from webapp.models import (
    PromptHelper,
    PromptHelperFavorite,
    PromptHelperUse,
    PromptHelperVersion,
    StyleProbe,
    StyleProbePicture,
)
from webapp.models.prompt_helper import POSITION_OF_PEOPLE, style_shown_to
from webapp.style_filter import StyleFilter, conditions

PAGE_SIZE = 36
OF_EACH = 4
COLUMNS: tuple[Any, ...] = (
    PromptHelper.id,
    PromptHelper.slug,
    PromptHelper.name,
    PromptHelper.purpose,
    PromptHelper.category,
    PromptHelper.preview_path,
    PromptHelper.owner_id,
    PromptHelper.is_builtin,
    PromptHelper.position,
)


@dataclass(frozen=True, slots=True)
class StyleCard:
    """A style in a picker. `use_url` opens Create with it, `choose_url` puts it into the composer that is open."""

    id: UUID
    slug: str
    name: str
    purpose: str
    category: str
    url: str
    use_url: str
    choose_url: str
    preview_url: str
    is_favorite: bool
    is_mine: bool
    is_builtin: bool


@dataclass(frozen=True, slots=True)
class StylePage:
    """Some styles and the cursor to go on behind, empty at the end."""

    cards: list[StyleCard]
    cursor: str


def read_styles(wanted: StyleFilter, viewer_id: UUID, cursor: str = "", size: int = PAGE_SIZE) -> StylePage:
    """Reads one page in one query: built-in styles in their order, then those of people, newest first.

    Raises ValueError for an odd `cursor`.
    """
    shown = _cards(viewer_id).where(*conditions(wanted, viewer_id))
    rows = db.session.execute(_page(shown, cursor, size + 1)).all()
    cards = make_style_cards(rows[:size], viewer_id)
    return StylePage(cards, _cursor(rows[size - 1]) if len(rows) > size else "")


def composer_styles(viewer_id: UUID, chosen: str, size: int) -> list[StyleCard]:
    """Returns `size` styles for the composer in one query: starred, then recent ones, then the first of the built-in.

    The one with the slug `chosen` is always among them, if the person may see it.
    """
    shown = _cards(viewer_id).where(style_shown_to(viewer_id))
    starred = (
        shown.join(
            PromptHelperFavorite,
            and_(PromptHelperFavorite.prompt_helper_id == PromptHelper.id, PromptHelperFavorite.user_id == viewer_id),
        )
        .order_by(PromptHelperFavorite.created_at.desc(), PromptHelper.id)
        .limit(OF_EACH)
    )
    recent = (
        shown.join(
            PromptHelperUse,
            and_(PromptHelperUse.prompt_helper_id == PromptHelper.id, PromptHelperUse.user_id == viewer_id),
        )
        .order_by(PromptHelperUse.used_at.desc(), PromptHelper.id)
        .limit(OF_EACH)
    )
    builtin = shown.where(PromptHelper.position < POSITION_OF_PEOPLE).order_by(PromptHelper.position).limit(size)
    parts = [starred, recent, builtin, shown.where(PromptHelper.slug == chosen)]
    rows = db.session.execute(union_all(*(select(part.subquery()) for part in parts))).all()
    return _with_chosen(list({row.id: row for row in rows}.values()), chosen, size, viewer_id)


def categories(viewer_id: UUID, most: int = 40) -> list[str]:
    """Returns the categories of the styles that somebody sees."""
    wanted = select(PromptHelper.category).where(style_shown_to(viewer_id), PromptHelper.category != "").distinct()
    return list(db.session.scalars(wanted.order_by(PromptHelper.category).limit(most)).all())


def make_style_cards(rows: Sequence[Row[Any]], viewer_id: UUID) -> list[StyleCard]:
    """Makes cards of rows that hold COLUMNS and `is_favorite`."""
    root = site_root()
    return [
        StyleCard(
            id=row.id,
            slug=row.slug,
            name=row.name,
            purpose=row.purpose,
            category=row.category,
            url=f"{root}/prompt-helpers/{row.id}/",
            use_url=f"{root}/generate/?style={quote(row.slug)}",
            choose_url=f"{root}/generate/styles/?style={quote(row.slug)}",
            preview_url=preview_url(row.preview_path) or (probe_url(row.probe_id, 0) if row.probe_id else ""),
            is_favorite=bool(row.is_favorite),
            is_mine=row.owner_id == viewer_id,
            is_builtin=row.is_builtin,
        )
        for row in rows
    ]


def preview_url(path: str) -> str:
    """Returns the address of a preview, "" when there is none."""
    return url_for("static", filename=path) if path.startswith("img/") else ""


def probe_url(probe_id: UUID, position: int) -> str:
    """Returns the address of one small picture of a probe."""
    return f"{site_root()}/styles/probes/{probe_id}/{position}.webp"


@dataclass(frozen=True, slots=True)
class ProbeView:
    """What an engine made of a version; without pictures it is still to be drawn."""

    engine: str
    urls: list[str]


def probe_views(version_id: UUID) -> list[ProbeView]:
    """Returns the probes of a version, the oldest first."""
    wanted = select(StyleProbe).where(StyleProbe.version_id == version_id).order_by(StyleProbe.id)
    return [
        ProbeView(
            engine(each.model_backend).label if each.model_backend in ENGINES else each.model_backend,
            [probe_url(each.id, picture.position) for picture in each.pictures],
        )
        for each in db.session.scalars(wanted).all()
    ]


def _cards(viewer_id: UUID) -> Select[Any]:
    star = aliased(PromptHelperFavorite)
    probe = (
        select(StyleProbe.id)
        .join(PromptHelperVersion, PromptHelperVersion.id == StyleProbe.version_id)
        .join(StyleProbePicture, StyleProbePicture.probe_id == StyleProbe.id)
        .where(
            PromptHelperVersion.prompt_helper_id == PromptHelper.id,
            PromptHelperVersion.number == PromptHelper.newest_number,
            StyleProbePicture.position == 0,
        )
        .order_by(StyleProbe.created_at.desc())
        .limit(1)
        .correlate(PromptHelper)
    )
    is_starred = exists().where(star.prompt_helper_id == PromptHelper.id, star.user_id == viewer_id)
    return select(*COLUMNS, is_starred.label("is_favorite"), probe.scalar_subquery().label("probe_id"))


def _page(shown: Select[Any], cursor: str, count: int) -> Select[Any]:
    """Both halves follow an index, each in its own direction, so neither is ever sorted as a whole."""
    behind, before = _read_cursor(cursor)
    people = shown.where(PromptHelper.position == POSITION_OF_PEOPLE, PromptHelper.id < before)
    people = people.order_by(PromptHelper.id.desc()).limit(count)
    if behind is None:
        return people
    builtin = shown.where(PromptHelper.position > behind, PromptHelper.position < POSITION_OF_PEOPLE)
    builtin = builtin.order_by(PromptHelper.position, PromptHelper.id).limit(count)
    both = union_all(select(builtin.subquery()), select(people.subquery())).subquery()
    return select(both).order_by(both.c.position, both.c.id.desc()).limit(count)


def _cursor(row: Row[Any]) -> str:
    return str(row.id) if row.position == POSITION_OF_PEOPLE else f"p{row.position}"


def _read_cursor(cursor: str) -> tuple[int | None, UUID]:
    """Returns the place among the built-in ones, None behind them, and the style of people to go on before."""
    if cursor.startswith("p"):
        return min(int(cursor[1:6]), POSITION_OF_PEOPLE), BEHIND_ALL
    return (None, UUID(cursor)) if cursor else (-1, BEHIND_ALL)


def _with_chosen(rows: list[Row[Any]], chosen: str, size: int, viewer_id: UUID) -> list[StyleCard]:
    cards = make_style_cards(rows, viewer_id)
    shown = cards[:size]
    missing = [card for card in cards[size:] if card.slug == chosen]
    return shown if not missing else [*missing, *shown[: size - 1]]
