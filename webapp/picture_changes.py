"""Changes of many of a person's pictures at once. Each is some statements however many pictures, and can run twice.

Every function stands inside `writing()` and takes the ids of pictures that are the person's own: `own_ids` finds them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from webapp.meaning.wanted import want
from webapp.models import Image, Tag, image_tag
from webapp.models.image import IS_IN_TRASH, IS_KEPT
from webapp.tag_counts import counting
from webapp.tagging import MOST_TAGS, fold, tags_named


def own_ids(session: Session, owner_id: UUID, ids: Iterable[UUID]) -> list[UUID]:
    """Returns those of the pictures that are the person's own and not in the trash, newest first."""
    mine = select(Image.id).where(Image.owner_id == owner_id, IS_KEPT, Image.id.in_(list(ids)))
    return list(session.scalars(mine.order_by(Image.id.desc())))


def trashed_ids(session: Session, owner_id: UUID, ids: Iterable[UUID]) -> list[UUID]:
    """Returns those of the pictures that lie in the person's trash."""
    lying = select(Image.id).where(Image.owner_id == owner_id, IS_IN_TRASH, Image.id.in_(list(ids)))
    return list(session.scalars(lying))


def set_many(session: Session, ids: Sequence[UUID], **values: Any) -> int:
    """Sets columns, such as `visibility` or `rating`, and returns how many pictures there were."""
    with counting(session, ids):
        _update(session, ids, values)
    return len(ids)


def tag_many(session: Session, ids: Sequence[UUID], labels: Iterable[str]) -> int:
    """Adds tags to pictures and returns how many pictures have them now; one with too many tags stays as it is."""
    with counting(session, ids):
        wanted = [tag.id for tag in tags_named(labels)]
        carried = session.execute(
            select(image_tag.c.image_id, image_tag.c.tag_id).where(image_tag.c.image_id.in_(ids))
        ).all()
        known = {(row.image_id, row.tag_id) for row in carried}
        number = Counter(row.image_id for row in carried)
        missing = {each: [tag for tag in wanted if (each, tag) not in known] for each in ids}
        fitting = [each for each in ids if number[each] + len(missing[each]) <= MOST_TAGS]
        rows = [{"image_id": each, "tag_id": tag} for each in fitting for tag in missing[each]]
        if rows:
            session.execute(insert(image_tag), rows)
    want(session.connection(), "image", fitting)
    return len(fitting)


def untag_many(session: Session, ids: Sequence[UUID], labels: Iterable[str]) -> int:
    """Takes tags, in any spelling, from pictures."""
    named = select(Tag.id).where(Tag.name.in_([fold(label) for label in labels]))
    with counting(session, ids):
        session.execute(delete(image_tag).where(image_tag.c.image_id.in_(ids), image_tag.c.tag_id.in_(named)))
    want(session.connection(), "image", ids)
    return len(ids)


def trash_many(session: Session, ids: Sequence[UUID], moment: datetime) -> int:
    """Puts pictures into the trash. All that went at one `moment` come back together."""
    return set_many(session, ids, deleted_at=moment)


def restore_many(session: Session, owner_id: UUID, ids: Iterable[UUID]) -> int:
    """Brings those of the pictures back that lie in the person's trash, and returns how many."""
    return set_many(session, trashed_ids(session, owner_id, ids), deleted_at=None)


def _update(session: Session, ids: Sequence[UUID], values: dict[str, Any]) -> None:
    changed = update(Image).where(Image.id.in_(ids)).values(**values)
    session.execute(changed, execution_options={"synchronize_session": False})
    session.expire_all()
