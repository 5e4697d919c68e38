"""Renaming a tag, or making it one with another: its pictures, styles and themes move over."""

from uuid import UUID

from sqlalchemy import Table, delete, exists, select, update
from sqlalchemy.orm import Session

from webapp.database import writing
from webapp.models import Tag, image_tag, prompt_helper_tag, theme_helper_tag
from webapp.search.keeping import keep_words
from webapp.tag_counts import recount
from webapp.tagging import fold, parse_tags

CARRIERS: tuple[Table, ...] = (image_tag, prompt_helper_tag, theme_helper_tag)


def rename_tag(tag_id: UUID, typed: str) -> str | None:
    """Gives the tag a new label; one that is in use already takes over all that carry it.

    Returns the name under which they are found now, None when the tag has gone meanwhile. Raises ValidationError
    for what is no tag.
    """
    (label,) = parse_tags(typed)
    name = fold(label)
    with writing() as session:
        # Both are held against new uses, in one order, so that nothing is left behind.
        held = select(Tag).where((Tag.id == tag_id) | (Tag.name == name)).order_by(Tag.name).with_for_update()
        tags = {tag.id: tag for tag in session.scalars(held.execution_options(populate_existing=True))}
        tag = tags.pop(tag_id, None)
        if tag is None:
            return None
        if tags:
            (other,) = tags.values()
            _merge(session, tag, other)
        else:
            tag.name, tag.label = name, label
    return name


def _merge(session: Session, tag: Tag, other: Tag) -> None:
    for carriers in CARRIERS:
        _move(session, carriers, tag.id, other.id)
    session.execute(delete(Tag).where(Tag.id == tag.id))
    recount(session, [other.id])
    carriers_now = select(image_tag.c.image_id).where(image_tag.c.tag_id == other.id)
    keep_words(session.connection(), session.scalars(carriers_now).all())


def _move(session: Session, carriers: Table, from_id: UUID, to_id: UUID) -> None:
    """Moves the tag's rows; what carries both keeps one, and the other goes with the tag."""
    thing = next(column for column in carriers.c if column.name != "tag_id")
    twin = carriers.alias()
    carries_both = exists().where(twin.c.tag_id == to_id, twin.c[thing.name] == thing)
    session.execute(update(carriers).where(carriers.c.tag_id == from_id, ~carries_both).values(tag_id=to_id))
