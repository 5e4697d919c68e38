"""The tags a person may see: those of public pictures and of their own, each with how many of these carry it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select

from webapp.extensions import db
from webapp.models import OwnTagCount, Tag
from webapp.tagging import fold

OWN_COUNT = func.coalesce(OwnTagCount.image_count, 0)


@dataclass(frozen=True, slots=True)
class SeenTag:
    """A tag as somebody sees it. `count` is how many pictures they may see carry it."""

    id: UUID
    name: str
    label: str
    count: int


def count_for(viewer_id: UUID | None) -> ColumnElement[int]:
    """Returns the column of `visible_tags` that says how many pictures the viewer may see."""
    return Tag.public_count + OWN_COUNT if viewer_id else Tag.public_count.expression


def visible_tags(viewer_id: UUID | None) -> Select[Any]:
    """Returns the query of the tags that the viewer (None: a guest) may see; narrow and order it."""
    columns: tuple[Any, ...] = (Tag.id, Tag.name, Tag.label, count_for(viewer_id).label("seen"))
    wanted = select(*columns)
    if viewer_id is not None:
        own = and_(OwnTagCount.tag_id == Tag.id, OwnTagCount.owner_id == viewer_id)
        wanted = wanted.outerjoin(OwnTagCount, own)
    return wanted.where(count_for(viewer_id) > 0)


def visible_tag(typed: str, viewer_id: UUID | None) -> SeenTag | None:
    """Returns the tag called so, in any spelling, if the viewer may see it."""
    found = seen_tags(db.session.execute(visible_tags(viewer_id).where(Tag.name == fold(typed))).all())
    return found[0] if found else None


def completions(typed: str, viewer_id: UUID | None, most: int) -> list[SeenTag]:
    """Returns the most used tags of which a word begins as `typed` does."""
    name = fold(typed)
    if not name:
        return []
    begins = or_(Tag.name.startswith(name, autoescape=True), Tag.name.contains(f" {name}", autoescape=True))
    wanted = visible_tags(viewer_id).where(begins).order_by(count_for(viewer_id).desc(), Tag.name).limit(most)
    return seen_tags(db.session.execute(wanted).all())


def seen_tags(rows: Sequence[Row[Any]]) -> list[SeenTag]:
    """Makes tags of rows of `visible_tags`."""
    return [SeenTag(row.id, row.name, row.label or row.name, row.seen) for row in rows]
