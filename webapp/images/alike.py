"""Pictures like a picture: the nearest in meaning among those the viewer sees on walls."""

from uuid import UUID

from sqlalchemy import and_, or_, select

from webapp.cards import Card, read_cards
from webapp.meaning.index import nearest, vector_of
from webapp.models import Image
from webapp.models.image import IS_KEPT, IS_SHOWN

MOST_ALIKE = 12


def pictures_like(image: Image, viewer_id: UUID | None) -> list[Card]:
    """Returns the nearest pictures, the nearest first; none while this one has no vector yet."""
    vector = vector_of("image", image.id)
    if vector is None:
        return []
    on_walls = select(Image.id).where(or_(IS_SHOWN, and_(Image.owner_id == viewer_id, IS_KEPT)))
    found = nearest("image", vector, MOST_ALIKE + 1, on_walls)
    ids = [image_id for image_id, _score in found if image_id != image.id][:MOST_ALIKE]
    return read_cards(ids, viewer_id)
