"""The pictures of a person whose alt text is missing or only a draft, to be worked off one by one."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload, load_only

from webapp.cards import BEHIND_ALL
from webapp.database import writing
from webapp.extensions import db
from webapp.images.alt_drafts import drafted_alt
from webapp.images.service import words_to_describe
from webapp.models import Image, ImageRequest
from webapp.models.image import IS_UNDESCRIBED

AT_ONCE = 12


@dataclass(frozen=True, slots=True)
class UndescribedPage:
    """Some pictures and the id to go on before, None at the end."""

    images: list[Image]
    before: UUID | None


def undescribed(owner_id: UUID, before: UUID | None) -> UndescribedPage:
    """Returns a page of a person's pictures without an approved alt text, newest first, in one query."""
    asked = joinedload(Image.request).options(load_only(ImageRequest.prompt))
    mine = select(Image).where(Image.owner_id == owner_id, IS_UNDESCRIBED, Image.id < (before or BEHIND_ALL))
    rows = db.session.scalars(mine.order_by(Image.id.desc()).limit(AT_ONCE + 1).options(asked)).all()
    return UndescribedPage(list(rows[:AT_ONCE]), rows[AT_ONCE - 1].id if len(rows) > AT_ONCE else None)


def draft_of(image: Image) -> str:
    """Returns what the owner is offered to approve: the words kept so far, or a sentence from the prompt."""
    return image.alt_text or drafted_alt(words_to_describe(image, image.request))


def keep_draft(image: Image, alt_text: str) -> None:
    """Keeps words that are not approved yet."""
    with writing():
        image.alt_text, image.alt_status = alt_text, "drafted"
