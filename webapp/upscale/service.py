"""What a person has enlarged."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from webapp.cards import BEHIND_ALL
from webapp.extensions import db
from webapp.models import ImageRequest
from webapp.models.image_request import IS_ENLARGING
from webapp.progress import RequestView, request_views

SHOWN_AT_ONCE = 6


@dataclass(frozen=True, slots=True)
class EnlargedPage:
    """Some enlargements and the id to go on before, None at the end."""

    views: list[RequestView]
    before: UUID | None


def enlarged(owner_id: UUID, before: UUID | None) -> EnlargedPage:
    """Returns a page of what a person asked to have enlarged, newest first."""
    mine = select(ImageRequest).where(ImageRequest.user_id == owner_id, IS_ENLARGING)
    older = mine.where(ImageRequest.id < (before or BEHIND_ALL)).order_by(ImageRequest.id.desc())
    rows = db.session.scalars(older.limit(SHOWN_AT_ONCE + 1)).all()
    shown = rows[:SHOWN_AT_ONCE]
    return EnlargedPage(request_views(shown), shown[-1].id if len(rows) > SHOWN_AT_ONCE else None)
