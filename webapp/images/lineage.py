"""Where a picture comes from and what became of it, as far as the viewer may see."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select

from webapp.access import actor, can
from webapp.cards import Card, card_query, make_cards
from webapp.extensions import db
from webapp.models import Image
from webapp.models.image import IS_KEPT
from webapp.wall_chips import kind_label

MOST_BEFORE = 6
MOST_AFTER = 12


@dataclass(frozen=True, slots=True)
class Step:
    """One picture of the tree. `card` is None for a picture that the viewer may not see."""

    id: UUID
    kind: str
    words: str
    card: Card | None
    became: list["Step"] = field(default_factory=list)


def made_from(image: Image) -> list[Step]:
    """Returns what the picture was made from, the first picture first. Hidden pictures keep their place."""
    chain: list[Image] = []
    parent_id = image.parent_id
    while parent_id is not None and len(chain) < MOST_BEFORE:
        parent = db.session.get(Image, parent_id)
        if parent is None:
            break
        chain.insert(0, parent)
        parent_id = parent.parent_id
    return _steps(chain)


def became(image: Image) -> list[Step]:
    """Returns what was made from the picture, two steps deep. Pictures hidden from the viewer are left out."""
    shown = _shown_children([image.id])
    steps = {step.id: step for step in _steps(shown)}
    if steps:
        later = _shown_children(list(steps))
        for child, step in zip(later, _steps(later), strict=True):
            if child.parent_id in steps:
                steps[child.parent_id].became.append(step)
    return list(steps.values())


def other_sizes(image: Image, before: Sequence[Step], after: Sequence[Step]) -> list[tuple[str, str]]:
    """Returns the same picture in its other sizes, in words and where to download it: enlarged, or before that."""
    was_enlarged = before[-1:] if _is_enlarged(image.generation_type) else []
    sizes = [("Before it was enlarged", step.card) for step in was_enlarged]
    sizes += [(step.words, step.card) for step in after if _is_enlarged(step.kind)]
    return [(f"{words}, {card.width} × {card.height}", card.download_url) for words, card in sizes if card]


def is_told(image: Image) -> bool:
    """Tells whether the viewer may be led to the picture."""
    return can(actor(), "read", image)


def _is_enlarged(kind: str) -> bool:
    return kind.startswith("upscale")


def _shown_children(parent_ids: Sequence[UUID]) -> list[Image]:
    wanted = select(Image).where(Image.parent_id.in_(parent_ids), IS_KEPT).order_by(Image.id).limit(MOST_AFTER)
    return [child for child in db.session.scalars(wanted) if is_told(child)]


def _steps(images: Sequence[Image]) -> list[Step]:
    """Makes steps of pictures, all their cards in one query."""
    viewer = actor()
    told = [image.id for image in images if is_told(image)]
    rows = db.session.execute(card_query().where(Image.id.in_(told))).all() if told else []
    cards = {card.id: card for card in make_cards(rows, viewer.id if viewer else None)}
    return [
        Step(image.id, image.generation_type, kind_label(image.generation_type), cards.get(image.id))
        for image in images
    ]
