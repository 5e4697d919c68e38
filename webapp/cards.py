"""Pictures as walls show them: plain data with ready addresses, read in one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import request
from sqlalchemy import ColumnElement, Row, Select, select

from webapp.extensions import db
from webapp.models import Image, User
from webapp.models.columns import LAST_ID
from webapp.pipeline.thumbnails import LARGE_PX, SMALL_PX, size_of
from webapp.walls import BEHIND

PAGE_SIZE = 48
# The first page starts behind the last id there can be: one statement and one plan for pages of every depth.
BEHIND_ALL = LAST_ID
COLUMNS: tuple[Any, ...] = (
    Image.id.label("id"),
    Image.owner_id,
    Image.width_px,
    Image.height_px,
    Image.colour,
    Image.alt_text,
    Image.title,
    Image.prompt,
    Image.is_favorite,
    Image.visibility,
    Image.created_at,
    User.name.label("owner_name"),
)


@dataclass(frozen=True, slots=True)
class Card:
    """One picture on a wall. Sizes in pixels."""

    id: UUID
    url: str
    small_url: str
    large_url: str
    download_url: str
    small_width: int
    large_width: int
    width: int
    height: int
    colour: str
    alt: str
    title: str
    prompt: str
    owner_name: str
    is_mine: bool
    is_favorite: bool
    visibility: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """Some cards and the id to go on before, None at the end."""

    cards: list[Card]
    before: UUID | None


def card_query() -> Select[Any]:
    """Returns the query of what a card needs, newest first; narrow it with where()."""
    return select(*COLUMNS).join(User, User.id == Image.owner_id).order_by(Image.id.desc())


def read_page(
    wanted: Select[Any],
    before: UUID | None,
    viewer_id: UUID | None,
    size: int = PAGE_SIZE,
    key: ColumnElement[UUID] = Image.id.expression,
    order: ColumnElement[Any] | None = None,
) -> Page:
    """Reads one page of `wanted`, starting behind the picture `before`, in one query.

    `key` is the column with the pictures' ids in the index to read along, when that is another table's. `order` is
    what that index is sorted by when it is not the id itself, but grows with it.
    """
    start = before or BEHIND_ALL
    wanted = wanted.where(key < start).order_by(None)
    if key is not Image.id.expression:  # PostgreSQL does not conclude it, and would read all newer pictures as well
        wanted = wanted.where(Image.id < start)
    wanted = wanted.order_by(key.desc()) if order is None else wanted.where(order < start).order_by(order.desc())
    rows = db.session.execute(wanted.limit(size + 1), {BEHIND.key: start}).all()
    cards = make_cards(rows[:size], viewer_id)
    return Page(cards, cards[-1].id if len(rows) > size else None)


def read_cards(image_ids: Sequence[UUID], viewer_id: UUID | None) -> list[Card]:
    """Reads the cards of these pictures, in their order, in one query. Who may see them is up to the caller."""
    rows = db.session.execute(card_query().where(Image.id.in_(image_ids))).all() if image_ids else []
    cards = {card.id: card for card in make_cards(rows, viewer_id)}
    return [cards[image_id] for image_id in image_ids if image_id in cards]


def make_cards(rows: Sequence[Row[Any]], viewer_id: UUID | None) -> list[Card]:
    """Makes cards of rows of `card_query`. A prompt is shown to its owner alone."""
    root = site_root()
    return [_card(root, viewer_id, row) for row in rows]


def site_root() -> str:
    """Returns what stands before every path of this site, mostly nothing."""
    return request.script_root if request else ""


def _card(root: str, viewer_id: UUID | None, row: Row[Any]) -> Card:
    is_mine = row.owner_id == viewer_id
    files = f"{root}/files/{row.id}/"
    width_px, height_px = row.width_px, row.height_px
    return Card(
        id=row.id,
        url=f"{root}/images/{row.id}/",
        small_url=f"{files}small.webp",
        large_url=f"{files}large.webp",
        download_url=f"{files}picture.webp?download=1",
        small_width=size_of(width_px, height_px, SMALL_PX)[0],
        large_width=size_of(width_px, height_px, LARGE_PX)[0],
        width=width_px,
        height=height_px,
        colour=row.colour,
        alt=row.alt_text or row.title or "A picture without a description yet",
        title=row.title,
        prompt=row.prompt if is_mine else "",
        owner_name=row.owner_name,
        is_mine=is_mine,
        is_favorite=row.is_favorite and is_mine,
        visibility=row.visibility,
        made_at=row.created_at,
    )
