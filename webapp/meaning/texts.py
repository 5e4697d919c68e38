"""The words of a thing that its vector is made of, for each kind of thing.

A picture has two vectors: "image" of all its words, for its owner, and "shown" of what everybody may read of it.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import InstrumentedAttribute

from webapp.extensions import db
from webapp.models import Image, PromptHelper, PromptHelperVersion, Tag, ThemeHelper, image_tag
from webapp.models.image import IS_SHOWN
from webapp.models.prompt_helper import prompt_helper_tag
from webapp.models.theme_helper import theme_helper_tag
from webapp.search.keeping import shown_texts

TEXT_MAX = 2000

Texts = dict[UUID, str]


def texts_of(kind: str, ids: Sequence[UUID]) -> Texts:
    """Returns the words of those things that exist, by id, in two queries."""
    return READERS[kind](ids)


def text_hash(text: str) -> str:
    """Returns what tells whether a vector is of these words."""
    return hashlib.sha256(text[:TEXT_MAX].encode()).hexdigest()


def style_text(name: str, purpose: str, category: str, prompt: str, tags: Sequence[str] = ()) -> str:
    """Returns what says best what a style is like: sentences first, then words."""
    return _joined(f"{name}.", purpose, f"{category}:", prompt.replace("{prompt}", ""), ", ".join(tags))


def _styles(ids: Sequence[UUID]) -> Texts:
    is_newest = and_(
        PromptHelperVersion.prompt_helper_id == PromptHelper.id,
        PromptHelperVersion.number == PromptHelper.newest_number,
    )
    columns = (PromptHelper.id, PromptHelper.name, PromptHelper.purpose, PromptHelper.category)
    wanted = select(*columns, PromptHelperVersion.prompt).outerjoin(PromptHelperVersion, is_newest)
    rows = db.session.execute(wanted.where(PromptHelper.id.in_(ids))).all()
    tags = _tags(prompt_helper_tag.c.prompt_helper_id, prompt_helper_tag.c.tag_id, ids)
    return {
        thing_id: style_text(name, purpose, category, prompt or "", tags.get(thing_id, ()))
        for thing_id, name, purpose, category, prompt in rows
    }


def _themes(ids: Sequence[UUID]) -> Texts:
    columns = (ThemeHelper.id, ThemeHelper.name, ThemeHelper.description, ThemeHelper.category, ThemeHelper.prompt)
    rows = db.session.execute(select(*columns).where(ThemeHelper.id.in_(ids))).all()
    tags = _tags(theme_helper_tag.c.theme_helper_id, theme_helper_tag.c.tag_id, ids)
    return {row.id: style_text(*row[1:], tags.get(row.id, ())) for row in rows}


def _images(ids: Sequence[UUID]) -> Texts:
    columns = (Image.title, Image.prompt, Image.caption, Image.alt_text)
    rows = db.session.execute(select(Image.id, *columns).where(Image.id.in_(ids))).all()
    tags = _tags(image_tag.c.image_id, image_tag.c.tag_id, ids)
    return {row.id: _joined(*row[1:], ", ".join(tags.get(row.id, ()))) for row in rows}


def _shown(ids: Sequence[UUID]) -> Texts:
    return {each: text[:TEXT_MAX] for each, text in shown_texts(db.session.connection(), ids).items()}


def _labels(ids: Sequence[UUID]) -> Texts:
    return {row.id: row.label or row.name for row in db.session.execute(select(Tag).where(Tag.id.in_(ids))).scalars()}


def _tags(thing: Any, tag: Any, ids: Sequence[UUID]) -> Mapping[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    pairs = select(thing, Tag.name).join(Tag, Tag.id == tag).where(thing.in_(ids)).order_by(Tag.name)
    for thing_id, name in db.session.execute(pairs):
        found.setdefault(thing_id, []).append(name)
    return found


def _joined(*parts: str) -> str:
    return " ".join(part.strip() for part in parts if part.strip(" .:"))[:TEXT_MAX]


READERS: dict[str, Callable[[Sequence[UUID]], Texts]] = {
    "style": _styles,
    "theme": _themes,
    "image": _images,
    "shown": _shown,
    "tag": _labels,
}
IDS: dict[str, InstrumentedAttribute[UUID]] = {
    "style": PromptHelper.id,
    "theme": ThemeHelper.id,
    "image": Image.id,
    "shown": Image.id,
    "tag": Tag.id,
}
# Which of them have a vector at all, where that is not each one.
ONLY: dict[str, ColumnElement[bool]] = {"shown": IS_SHOWN}
