"""How many pictures carry each tag, kept right in the transaction that changes a picture.

Two kinds of counts give no private picture away: `Tag.public_count` for pictures that everybody may see, and one
`OwnTagCount` for each owner's others. What a person sees is the sum of the first and their own.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import and_, delete, func, insert, select, update
from sqlalchemy.orm import Session

from webapp.models import Image, OwnTagCount, Tag, image_tag
from webapp.models.image import IS_KEPT, IS_SHOWN
from webapp.search.keeping import keep_words

# A tag and whose count it is; None stands for everybody.
Counts = Counter[tuple[UUID, UUID | None]]
IS_OWN = and_(Image.visibility != "public", IS_KEPT)
CARRIED = image_tag.join(Image, Image.id == image_tag.c.image_id)


@contextmanager
def counting(session: Session, image_ids: Iterable[UUID]) -> Iterator[None]:
    """Keeps the counts and the words to find by right while the block changes these pictures' tags, visibility or
    place in the trash.

    Everything that changes one of these stands in such a block, inside `writing()`; also what makes or removes
    pictures with tags.
    """
    ids = list(image_ids)
    session.flush()
    session.execute(select(Image.id).where(Image.id.in_(ids)).order_by(Image.id).with_for_update())
    before = _carried(session, ids)
    yield
    session.flush()
    changed = _carried(session, ids)
    changed.subtract(before)
    _add(session, changed)
    keep_words(session.connection(), ids)


def recount(session: Session, tag_ids: Iterable[UUID] | None = None) -> None:
    """Counts again from the pictures themselves, for these tags or for all."""
    chosen = None if tag_ids is None else list(tag_ids)
    is_chosen = Tag.id.in_(chosen) if chosen is not None else Tag.id.is_not(None)
    is_counted = OwnTagCount.tag_id.in_(chosen) if chosen is not None else OwnTagCount.tag_id.is_not(None)
    is_carried = image_tag.c.tag_id.in_(chosen) if chosen is not None else image_tag.c.tag_id.is_not(None)
    session.execute(select(Tag.id).where(is_chosen).order_by(Tag.id).with_for_update())
    shown = select(func.count(image_tag.c.image_id)).select_from(CARRIED).where(image_tag.c.tag_id == Tag.id, IS_SHOWN)
    session.execute(update(Tag).where(is_chosen).values(public_count=shown.scalar_subquery()))
    session.execute(delete(OwnTagCount).where(is_counted))
    own = (
        select(Image.owner_id, image_tag.c.tag_id, func.count(image_tag.c.image_id))
        .select_from(CARRIED)
        .where(is_carried, IS_OWN)
        .group_by(Image.owner_id, image_tag.c.tag_id)
    )
    session.execute(insert(OwnTagCount).from_select(["owner_id", "tag_id", "image_count"], own))
    session.expire_all()


def _carried(session: Session, image_ids: list[UUID]) -> Counts:
    rows = session.execute(
        select(image_tag.c.tag_id, Image.owner_id, Image.visibility)
        .select_from(CARRIED)
        .where(Image.id.in_(image_ids), IS_KEPT)
    )
    return Counter((tag_id, None if visibility == "public" else owner_id) for tag_id, owner_id, visibility in rows)


def _add(session: Session, changed: Counts) -> None:
    """Adds to the counts. The tags' rows are held in one order, so that writers wait and never block one another."""
    differing = {key: by for key, by in changed.items() if by}
    tag_ids = {tag_id for tag_id, _ in differing}
    if not tag_ids:
        return
    session.execute(select(Tag.id).where(Tag.id.in_(tag_ids)).order_by(Tag.id).with_for_update(key_share=True))
    for (tag_id, owner_id), by in differing.items():
        if owner_id is None:
            session.execute(update(Tag).where(Tag.id == tag_id).values(public_count=Tag.public_count + by))
        else:
            _add_own(session, tag_id, owner_id, by)


def _add_own(session: Session, tag_id: UUID, owner_id: UUID, by: int) -> None:
    own = and_(OwnTagCount.owner_id == owner_id, OwnTagCount.tag_id == tag_id)
    counted = update(OwnTagCount).where(own).values(image_count=OwnTagCount.image_count + by)
    if session.execute(counted.returning(OwnTagCount.tag_id)).first() is None:
        session.execute(insert(OwnTagCount).values(owner_id=owner_id, tag_id=tag_id, image_count=by))
