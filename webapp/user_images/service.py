"""Queries of a person's own wall."""

from uuid import UUID

from webapp.cards import Page, card_query, read_page
from webapp.models import Image
from webapp.models.image import IS_FAVORITE, IS_KEPT


def my_images(owner_id: UUID, before: UUID | None, *, only_favorites: bool = False) -> Page:
    """Returns a page of a person's pictures, newest first."""
    mine = card_query().where(Image.owner_id == owner_id, IS_FAVORITE if only_favorites else IS_KEPT)
    return read_page(mine, before, owner_id)
