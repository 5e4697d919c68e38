"""Queries of the pages of tags."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, true

from webapp.cards import Page, card_query, read_page
from webapp.extensions import db
from webapp.models import Image, Tag, image_tag
from webapp.models.image import IS_KEPT, IS_SHOWN
from webapp.tagging import fold
from webapp.visible_tags import SeenTag, count_for, seen_tags, visible_tags

PAGE_SIZE = 120


@dataclass(frozen=True, slots=True)
class TagPage:
    """Some tags, and the last of them if more follow."""

    tags: list[SeenTag]
    last: SeenTag | None


def tags_by_use(viewer_id: UUID | None, words: str, behind: tuple[int, str] | None) -> TagPage:
    """Returns a page of tags that hold `words`, the most used first, going on behind a count and a name."""
    count = count_for(viewer_id)
    wanted = visible_tags(viewer_id).where(_holds(words)).order_by(count.desc(), Tag.name)
    if behind is not None:
        wanted = wanted.where(or_(count < behind[0], and_(count == behind[0], Tag.name > behind[1])))
    return _read(wanted)


def tags_by_name(viewer_id: UUID | None, words: str, behind: tuple[int, str] | None) -> TagPage:
    """Returns a page of tags that hold `words`, from A to Z, going on behind a name."""
    wanted = visible_tags(viewer_id).where(_holds(words)).order_by(Tag.name)
    return _read(wanted.where(Tag.name > behind[1]) if behind is not None else wanted)


def tagged_images(tag_id: UUID, before: UUID | None, viewer_id: UUID | None) -> Page:
    """Returns a page of the pictures with this tag that the viewer may see, newest first.

    The order is said of the index that holds each tag's pictures, so that every database reads along it.
    """
    shown = IS_SHOWN if viewer_id is None else or_(IS_SHOWN, and_(Image.owner_id == viewer_id, IS_KEPT))
    carried = and_(image_tag.c.image_id == Image.id, image_tag.c.tag_id == tag_id)
    wanted = card_query().join(image_tag, carried).where(shown)
    return read_page(wanted, before, viewer_id, key=image_tag.c.image_id)


def _holds(words: str) -> ColumnElement[bool]:
    name = fold(words)
    return Tag.name.contains(name, autoescape=True) if name else true()


def _read(wanted: Select[Any]) -> TagPage:
    tags = seen_tags(db.session.execute(wanted.limit(PAGE_SIZE + 1)).all())
    return TagPage(tags[:PAGE_SIZE], tags[PAGE_SIZE - 1] if len(tags) > PAGE_SIZE else None)
