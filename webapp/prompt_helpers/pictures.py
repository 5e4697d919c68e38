"""Pictures made with a style. Each list is read from one index, in its order."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from webapp.cards import Card, Page, card_query, make_cards, read_page
from webapp.extensions import db
from webapp.models import Image
from webapp.models.image import IS_KEPT, IS_SHOWN

FEW = 8
# As many of the newest are looked at to say how many were starred.
LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Stars:
    """How many of a person's newest `pictures` of a style they starred."""

    pictures: int
    starred: int


def my_pictures(style_id: UUID, owner_id: UUID, before: UUID | None) -> Page:
    """Returns a page of a person's own pictures of a style, newest first."""
    mine = card_query().where(Image.owner_id == owner_id, Image.prompt_helper_id == style_id, IS_KEPT)
    return read_page(mine, before, owner_id)


def pictures_of_version(version_id: UUID, owner_id: UUID, before: UUID | None) -> Page:
    """Returns a page of a person's own pictures of one version. Whose version others used is theirs to know."""
    mine = card_query().where(Image.owner_id == owner_id, Image.prompt_helper_version_id == version_id, IS_KEPT)
    return read_page(mine, before, owner_id)


def public_pictures(style_id: UUID, before: UUID | None, viewer_id: UUID) -> Page:
    """Returns a page of the public pictures of a style, newest first."""
    return read_page(card_query().where(IS_SHOWN, Image.prompt_helper_id == style_id), before, viewer_id)


def few_pictures(style_id: UUID, owner_id: UUID) -> list[Card]:
    """Returns a person's newest pictures of a style, a row of them."""
    mine = card_query().where(Image.owner_id == owner_id, Image.prompt_helper_id == style_id, IS_KEPT)
    return make_cards(db.session.execute(mine.limit(FEW)).all(), owner_id)


def stars_of(style_id: UUID, owner_id: UUID) -> Stars:
    """Looks at a person's newest pictures of a style and says how many are favourites."""
    mine = select(Image.is_favorite).where(Image.owner_id == owner_id, Image.prompt_helper_id == style_id, IS_KEPT)
    found = db.session.scalars(mine.order_by(Image.id.desc()).limit(LOOKED_AT)).all()
    return Stars(len(found), sum(found))
