"""Queries of the public wall."""

from uuid import UUID

from webapp.cards import Page, card_query, read_page
from webapp.models.image import IS_SHOWN


def newest_images(before: UUID | None, viewer_id: UUID | None) -> Page:
    """Returns a page of public pictures, newest first."""
    shown = card_query().where(IS_SHOWN)
    return read_page(shown, before, viewer_id)
