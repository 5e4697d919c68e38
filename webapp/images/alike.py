"""Pictures like a picture: the nearest in meaning among those the viewer sees on walls."""

from uuid import UUID

from sqlalchemy import select

from webapp.cards import Card, read_cards
from webapp.meaning.index import nearest, vector_of
from webapp.models import Image
from webapp.models.image import IS_KEPT, IS_SHOWN

MOST_ALIKE = 12


def pictures_like(image: Image, viewer_id: UUID | None) -> list[Card]:
    """Returns the nearest pictures, the nearest first; none while this one has no vector yet.

    All the words of a picture count for its owner alone; for others those that everybody may read, so that where a
    picture stands tells nothing of its hidden prompt.
    """
    vector = vector_of("image" if image.owner_id == viewer_id else "shown", image.id)
    if vector is None:
        return []
    scores = dict(nearest("shown", vector, MOST_ALIKE + 1, select(Image.id).where(IS_SHOWN)))
    if viewer_id is not None:
        own = select(Image.id).where(Image.owner_id == viewer_id, IS_KEPT)
        scores |= dict(nearest("image", vector, MOST_ALIKE + 1, own))
    scores.pop(image.id, None)
    return read_cards(sorted(scores, key=lambda each: -scores[each])[:MOST_ALIKE], viewer_id)
