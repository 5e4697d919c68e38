"""Requests as pages show them: plain data with words and ready addresses."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sqlalchemy import or_

from webapp import live
from webapp.cards import Card, card_query, make_cards, site_root
from webapp.extensions import db
from webapp.filters import ordinal
from webapp.line import Place, places
from webapp.models import Image, ImageRequest
from webapp.pipeline.chain_steps import operation_words

SOON_S = 90
AT_WORK = frozenset({"running", "waiting", "saving"})
CAN_RETRY = frozenset({"failed", "unknown", "cancelled"})
WORDS = {
    "waiting": "The engine is drawing",
    "saving": "Saving",
    "completed": "Done",
    "failed": "Not finished",
    "cancelled": "Cancelled",
    "unknown": "Lost contact",
}


@dataclass(frozen=True, slots=True)
class Tile:
    """One wanted picture: its card once it is made, else what it waits for."""

    index: int
    state: Literal["done", "drawing", "queued", "failed", "cancelled"]
    card: Card | None = None


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request in words. `percent` is 0..100 of the picture being drawn.

    `before` is the picture that an edit started from, None for other requests and where it is not to be seen any more.
    """

    id: UUID
    url: str
    cancel_url: str
    retry_url: str
    version: int
    status: str
    status_words: str
    stage: str
    percent: int
    place: int | None
    place_words: str
    wait_s: float | None
    wait_words: str
    done_count: int
    num_outputs: int
    error: str
    is_live: bool
    can_cancel: bool
    can_retry: bool
    prompt: str
    width: int
    height: int
    kind: str
    before: Card | None
    preview_url: str | None
    tiles: list[Tile]


def request_views(rows: Iterable[ImageRequest]) -> list[RequestView]:
    """Returns the views of some requests of one person.

    It takes two queries, a third when one of them waits, and one more when one of them is an edit. Redis is asked once
    for the drawings so far, when something has been drawn.
    """
    rows = list(rows)
    cards = _cards_by_request(rows)
    sources = _sources(rows)
    line = places() if any(row.status == "queued" for row in rows) else {}
    previewed = live.previewed(row.id for row in rows if row.status in AT_WORK and row.progress > 0)
    return [
        _view(row, cards.get(row.id, {}), line.get(row.id), sources.get(row.source_image_id), row.id in previewed)
        for row in rows
    ]


def _cards_by_request(rows: list[ImageRequest]) -> dict[UUID, dict[int, Card]]:
    if not rows:
        return {}
    wanted = (
        card_query()
        .add_columns(Image.request_id, Image.position)
        .where(Image.request_id.in_([row.id for row in rows]), Image.deleted_at.is_(None))
    )
    found: dict[UUID, dict[int, Card]] = defaultdict(dict)
    made = db.session.execute(wanted).all()
    for row, card in zip(made, make_cards(made, rows[0].user_id), strict=True):
        found[row.request_id][row.position] = card
    return found


def _sources(rows: list[ImageRequest]) -> dict[UUID | None, Card]:
    """Returns the pictures that edits started from: the person's own, and others' while everybody may see them."""
    ids = {row.source_image_id for row in rows if row.source_image_id}
    if not ids:
        return {}
    owner_id = rows[0].user_id
    is_seen = or_(Image.owner_id == owner_id, Image.visibility == "public")
    found = db.session.execute(card_query().where(Image.id.in_(ids), Image.deleted_at.is_(None), is_seen)).all()
    return {card.id: card for card in make_cards(found, owner_id)}


def _view(
    row: ImageRequest, cards: dict[int, Card], place: Place | None, before: Card | None, has_preview: bool
) -> RequestView:
    url = f"{site_root()}/status/{row.id}/"
    tiles = _tiles(row, cards)
    is_drawing = any(tile.state == "drawing" for tile in tiles)
    place_words = f"{ordinal(place.number)} in line" if place else ""
    return RequestView(
        id=row.id,
        url=url,
        cancel_url=f"{url}cancel/",
        retry_url=f"{url}retry/",
        version=row.version,
        status=row.status,
        status_words=_words(row, len(cards), place_words),
        stage=row.stage,
        percent=_percent(row),
        place=place.number if place else None,
        place_words=place_words,
        wait_s=place.wait_s if place else None,
        wait_words=_wait_words(row, place),
        done_count=len(cards),
        num_outputs=row.num_outputs,
        error=row.error_message,
        is_live=row.is_live,
        can_cancel=row.is_live,
        can_retry=can_try_again(row, len(cards)),
        prompt=row.prompt or operation_words(row.model_backend, row.operation),
        width=row.width_px,
        height=row.height_px,
        kind=row.kind,
        before=before,
        preview_url=f"{url}preview/?v={row.version}" if is_drawing and has_preview else None,
        tiles=tiles,
    )


def can_try_again(row: ImageRequest, made: int) -> bool:
    """Tells whether pictures are missing that may be asked for once more, or whether an edit may be tried anew."""
    return (row.status in CAN_RETRY and made < row.num_outputs) or (row.status == "completed" and row.kind == "edit")


def _tiles(row: ImageRequest, cards: dict[int, Card]) -> list[Tile]:
    missing: Literal["queued", "failed", "cancelled"] = (
        "queued" if row.is_live else "cancelled" if row.status == "cancelled" else "failed"
    )
    tiles = []
    is_next = row.status in AT_WORK
    for index in range(row.num_outputs):
        if index in cards:
            tiles.append(Tile(index, "done", cards[index]))
        elif is_next:
            tiles.append(Tile(index, "drawing"))
            is_next = False
        elif row.status != "completed":
            tiles.append(Tile(index, missing))
    return tiles


def _words(row: ImageRequest, done_count: int, place_words: str) -> str:
    if row.status == "queued":
        return f"Queued · {place_words}" if place_words else "Queued"
    counted = f" · {done_count} of {row.num_outputs} done" if row.num_outputs > 1 else ""
    if row.status == "running":
        return f"Drawing{counted}"
    return WORDS[row.status] + (counted if row.status != "completed" else "")


def _percent(row: ImageRequest) -> int:
    """The row counts over all its pictures; a person watches the one being drawn."""
    share = row.progress * row.num_outputs
    return 100 if row.status == "completed" else int(100 * (share - int(share)))


def _wait_words(row: ImageRequest, place: Place | None) -> str:
    if place is None:
        return ""
    if place.is_held_up:
        return "waiting for the worker service"
    is_soon = place.wait_s < SOON_S
    length = f"{max(1, round(place.wait_s))} s" if is_soon else f"{round(place.wait_s / 60)} min"
    return f"starts in about {length}"
