"""The pictures that an author chooses from for a page."""

from collections.abc import Mapping
from uuid import UUID

from flask import abort

from webapp.cards import Card, Page, card_query, make_cards, read_page
from webapp.extensions import db
from webapp.models import Image
from webapp.models.image import IS_KEPT

PAGE_SIZE = 24


def newest(author_id: UUID, before: UUID | None) -> Page:
    """Returns a page of the author's pictures, newest first, without the small ones that show what a style does."""
    mine = card_query().where(Image.owner_id == author_id, IS_KEPT, Image.origin != "probe")
    return read_page(mine, before, author_id, PAGE_SIZE)


def made_for(request_ids: list[UUID], author_id: UUID) -> list[Card]:
    """Returns the pictures that were made for a page."""
    if not request_ids:
        return []
    wanted = card_query().where(Image.request_id.in_(request_ids), IS_KEPT)
    return make_cards(db.session.execute(wanted).all(), author_id)


def chosen_card(author_id: UUID, picture: str | None) -> Card | None:
    """Returns the picture that a page has now, None for none or one that is not the author's any more."""
    try:
        wanted = UUID(picture or "")
    except ValueError:
        return None
    rows = db.session.execute(card_query().where(Image.id == wanted, Image.owner_id == author_id, IS_KEPT)).all()
    return make_cards(rows, author_id)[0] if rows else None


def asked_cursor(values: Mapping[str, str]) -> UUID | None:
    """Returns the picture that the picker goes on behind. An odd one answers 404."""
    try:
        return UUID(values["before"]) if values.get("before") else None
    except ValueError:
        abort(404)
