"""What failed, and what is in the trash."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Uuid, literal, select, tuple_, update

from webapp.cards import BEHIND_ALL, PAGE_SIZE, Card, card_query, make_cards
from webapp.database import writing
from webapp.extensions import db
from webapp.models import Image, ImageRequest
from webapp.models.columns import UtcDateTime, utc_now
from webapp.models.image_request import IS_FAILED_TO_SEE, PROBE
from webapp.paging import moment_cursor
from webapp.pipeline.trash import AT_ONCE, KEPT_FOR, can_come_back, empty_trash_of, purge_many
from webapp.progress import RequestView, request_views
from webapp.tag_counts import counting
from webapp.walls import my_trash

FAILED_AT_ONCE = 20
MOST_DELETED = 2000


@dataclass(frozen=True, slots=True)
class FailedPage:
    """Some failed requests and the id to go on before, None at the end."""

    views: list[RequestView]
    before: UUID | None


@dataclass(frozen=True, slots=True)
class Deleted:
    """A picture in the trash, and for how many days it stays there."""

    card: Card
    days_left: int


@dataclass(frozen=True, slots=True)
class TrashPage:
    """Some deleted pictures and the cursor to go on behind, None at the end."""

    items: list[Deleted]
    before: str | None


def failed_requests(owner_id: UUID, before: UUID | None) -> FailedPage:
    """Returns a page of what did not work out and was not cleared, newest first."""
    mine = select(ImageRequest).where(ImageRequest.user_id == owner_id, IS_FAILED_TO_SEE, ImageRequest.kind != PROBE)
    older = mine.where(ImageRequest.id < (before or BEHIND_ALL)).order_by(ImageRequest.id.desc())
    rows = db.session.scalars(older.limit(FAILED_AT_ONCE + 1)).all()
    shown = rows[:FAILED_AT_ONCE]
    return FailedPage(request_views(shown), shown[-1].id if len(rows) > FAILED_AT_ONCE else None)


def clear_failed(owner_id: UUID) -> None:
    """Takes all failures off a person's list. Pictures that were made stay, and usage stays logged."""
    with writing() as session:
        session.execute(
            update(ImageRequest).where(ImageRequest.user_id == owner_id, IS_FAILED_TO_SEE).values(cleared_at=utc_now())
        )


def trash(owner_id: UUID, before: tuple[datetime, UUID] | None) -> TrashPage:
    """Returns a page of what a person deleted and can still have back, the last thrown away first."""
    place = (Image.deleted_at, Image.id)
    deleted = my_trash(owner_id).with_conditions(can_come_back())
    if before is not None:
        moment, image_id = before
        deleted = deleted.with_conditions(
            tuple_(*place) < tuple_(literal(moment, UtcDateTime), literal(image_id, Uuid))
        )
    wanted = deleted.narrow(card_query()).add_columns(Image.deleted_at).order_by(None)
    rows = db.session.execute(wanted.order_by(*(each.desc() for each in place)).limit(PAGE_SIZE + 1)).all()
    shown = rows[:PAGE_SIZE]
    over_at = utc_now() - KEPT_FOR
    items = [
        Deleted(card, max(1, -(-(row.deleted_at - over_at) // timedelta(days=1))))
        for row, card in zip(shown, make_cards(shown, owner_id), strict=True)
    ]
    is_more = len(rows) > PAGE_SIZE
    return TrashPage(items, moment_cursor(shown[-1].deleted_at, shown[-1].id) if is_more else None)


def deleted_image(owner_id: UUID, image_id: UUID) -> Image | None:
    """Returns a picture of the person's that is in the trash and can come back."""
    found = my_trash(owner_id).with_conditions(can_come_back(), Image.id == image_id)
    image: Image | None = db.session.scalar(found.narrow(select(Image)))
    return image


def restore_image(owner_id: UUID, image_id: UUID) -> bool:
    """Brings a deleted picture back; False when there is none to bring back."""
    found = deleted_image(owner_id, image_id)
    if found is None:
        return False
    with writing() as session, counting(session, [found.id]):
        found.deleted_at = None
    return True


def delete_for_good(owner_id: UUID, image_ids: Sequence[UUID]) -> int:
    """Removes these pictures, as far as they lie in the person's trash, with their files, and returns how many."""
    pieces = (image_ids[start : start + AT_ONCE] for start in range(0, len(image_ids), AT_ONCE))
    return sum(purge_many(owner_id, piece) for piece in pieces)


def empty_trash(owner_id: UUID) -> None:
    """Deletes for good what is in a person's trash."""
    empty_trash_of(owner_id)
