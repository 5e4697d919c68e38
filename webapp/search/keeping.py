"""Keeps what search reads of each picture right, in the transaction that changes the picture."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from flask import Flask
from sqlalchemy import BindParameter, Connection, Row, and_, bindparam, event, func, insert, inspect, select, update
from sqlalchemy.orm import Session

from webapp.models import Image, ImageProject, ImageWords, ProjectPicture, PromptHelper, Tag, image_tag
from webapp.models.image_project import IS_PUBLISHED
from webapp.search.facts import KINDS, facts_of
from webapp.search.words import ANYONE, OWNER, SIGNED_IN, document

AT_ONCE = 500
SEQUENCE_BITS = 15
IMAGE_TEXTS = {"title", "description", "caption", "alt_text", "prompt", "recipe", "tags"}
IMAGE_RULES = {"owner_id", "visibility", "allows_remix", "deleted_at"}
IMAGE_FACTS = {*KINDS.values(), "is_favorite", "rating"}
FOLLOWED: dict[type, frozenset[str]] = {
    Image: frozenset(IMAGE_TEXTS | IMAGE_RULES | IMAGE_FACTS),
    Tag: frozenset({"name", "label"}),
    PromptHelper: frozenset({"name", "visibility", "deleted_at"}),
    ImageProject: frozenset({"visibility", "guest_sees", "deleted_at"}),
}
# What guests read of the recipes of the pictures in a project: those of a published one, if it says so.
FULL = "full"
TELLS = and_(IS_PUBLISHED, ImageProject.guest_sees == FULL)
STYLE_IS_SHARED = and_(PromptHelper.visibility == "shared", PromptHelper.deleted_at.is_(None))
COLUMNS: tuple[Any, ...] = (
    *(Image.id, Image.owner_id, Image.visibility, Image.deleted_at, Image.allows_remix),
    *(Image.title, Image.description, Image.caption, Image.alt_text, Image.prompt),
    *(getattr(Image, name) for name in sorted(IMAGE_FACTS)),
    PromptHelper.name.label("style"),
    STYLE_IS_SHARED.label("style_is_shared"),
    Image.recipe["prompt_template"].as_string().label("typed"),
)
# Made once, as this happens at each change of a picture.
IDS: BindParameter[UUID] = bindparam("ids", expanding=True)
PICTURES = select(*COLUMNS).outerjoin(PromptHelper, PromptHelper.id == Image.prompt_helper_id).where(Image.id.in_(IDS))
TAGGED = (
    select(image_tag.c.image_id, Tag.label, Tag.name)
    .join(Tag, Tag.id == image_tag.c.tag_id)
    .where(image_tag.c.image_id.in_(IDS))
    .order_by(Tag.name)
)
HUNG = (
    select(ProjectPicture.image_id, ImageProject.id, TELLS)
    .join_from(ProjectPicture, ImageProject)
    .where(ProjectPicture.image_id.in_(IDS))
    .order_by(ImageProject.id)
)
KNOWN = select(ImageWords.image_id).where(ImageWords.image_id.in_(IDS))
# Each hears, in the same transaction, what everybody may read of the pictures that were written anew.
Follower = Callable[[Connection, Mapping[UUID, str | None]], None]
FOLLOWERS: list[Follower] = []
REWRITE = update(ImageWords).where(ImageWords.image_id == bindparam("its_id")).values(words=bindparam("its_words"))


class Readable(NamedTuple):
    """What a picture is found by, and what everybody may read of it: None where it hangs on no public wall."""

    words: str
    shown: str | None


def keep_words(connection: Connection, image_ids: Iterable[UUID]) -> None:
    """Writes anew what these pictures are found by; what is gone or in the trash is found by nothing."""
    wanted = sorted(set(image_ids))
    for start in range(0, len(wanted), AT_ONCE):
        ids = wanted[start : start + AT_ONCE]
        read = _read(connection, ids)
        _write(connection, ids, {each: found.words for each, found in read.items()})
        for follow in FOLLOWERS:
            follow(connection, {each: read[each].shown if each in read else None for each in ids})


def shown_texts(connection: Connection, image_ids: Sequence[UUID]) -> dict[UUID, str]:
    """Returns what everybody may read of those of the pictures that hang on the public wall.

    A prompt is among it where a published project shows it to guests: as it was typed, for a style may be private.
    """
    read = _read(connection, image_ids)
    return {each: found.shown for each, found in read.items() if found.shown is not None}


def keep_all_words(connection: Connection) -> None:
    """Writes anew what every picture is found by."""
    after = UUID(int=0)
    while ids := connection.scalars(select(Image.id).where(Image.id > after).order_by(Image.id).limit(AT_ONCE)).all():
        keep_words(connection, ids)
        after = ids[-1]


def init_search(_app: Flask) -> None:
    """Follows changes made through sessions from now on; what bypasses them calls `keep_words` itself."""
    if not event.contains(Session, "after_flush", _note_changes):
        event.listen(Session, "after_flush", _note_changes)


def first_number(image_id: UUID) -> int:
    """Returns the lowest number that a picture made in the same millisecond can have."""
    return image_id.int >> 80 << SEQUENCE_BITS


def _write(connection: Connection, ids: Sequence[UUID], words: Mapping[UUID, str]) -> None:
    known = set(connection.scalars(KNOWN, {"ids": ids}))
    if kept := sorted(words.keys() & known):
        connection.execute(REWRITE, [{"its_id": each, "its_words": words[each]} for each in kept])
    if added := sorted(words.keys() - known):
        numbers = _numbers(connection, added)
        rows = [{"image_id": each, "number": numbers[each], "words": words[each]} for each in added]
        connection.execute(insert(ImageWords), rows)


def _read(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, Readable]:
    about = {"ids": ids}
    rows = connection.execute(PICTURES, about).all()
    tags: dict[UUID, dict[str, str]] = {}
    for image_id, label, name in connection.execute(TAGGED, about):
        tags.setdefault(image_id, {})[name] = label or name
    projects: dict[UUID, dict[UUID, bool]] = {}
    for image_id, project_id, tells in connection.execute(HUNG, about):
        projects.setdefault(image_id, {})[project_id] = tells
    return {row.id: _readable(row, tags.get(row.id, {}), projects.get(row.id, {})) for row in rows}


def _readable(row: Row[Any], tags: Mapping[str, str], projects: Mapping[UUID, bool]) -> Readable:
    """Makes them of a picture's row, its tags' labels by their names, and whether each project it hangs in tells."""
    if row.deleted_at is not None:
        return Readable("", None)
    style, is_shown = row.style or "", row.visibility == "public"
    texts = (
        row.title,
        row.description,
        row.caption,
        row.alt_text,
        *tags.values(),
        style if row.style_is_shared else "",
        (row.typed or "") if any(projects.values()) else "",
    )
    shown, remixed = ". ".join(filter(None, texts)), _remixed(row)
    final = "" if row.prompt in (remixed, texts[-1]) else row.prompt
    readers = {ANYONE: shown, SIGNED_IN: remixed, OWNER: f"{final} {'' if row.style_is_shared else style}"}
    words = document(row.owner_id, is_shown=is_shown, texts=readers, facts=facts_of(row, tags, projects))
    return Readable(words, shown if is_shown else None)


def _remixed(row: Row[Any]) -> str:
    """Returns what those who may remix it read of its prompt: what a style or theme added to it may be secret."""
    if not row.allows_remix:
        return ""
    return (row.typed or "") if row.prompt_helper_id or row.theme_helper_id else row.prompt


def _numbers(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, int]:
    """Gives the pictures of one millisecond, in the order of their ids, the next free numbers of it."""
    firsts = [first_number(each) for each in ids]
    taken = set(connection.scalars(select(ImageWords.number).where(ImageWords.number.in_(firsts))))
    numbers: dict[UUID, int] = {}
    for first, same in groupby(ids, first_number):
        start = _next_number(connection, first) if first in taken else first
        numbers |= {each: place for place, each in enumerate(same, start)}
    return numbers


def _next_number(connection: Connection, first: int) -> int:
    is_same = ImageWords.number.between(first, first + (1 << SEQUENCE_BITS) - 1)
    return connection.execute(select(func.max(ImageWords.number)).where(is_same)).scalar_one() + 1


def _note_changes(session: Session, _flush: object) -> None:
    if ids := list(_changes(session)):
        keep_words(session.connection(), ids)


def _changes(session: Session) -> Iterator[UUID]:
    changed = [row for row in session.dirty if _has_changed(row, FOLLOWED.get(type(row), frozenset()))]
    yield from (row.id for row in (*session.new, *changed) if isinstance(row, Image))
    yield from (row.image_id for row in session.new if isinstance(row, ProjectPicture))
    tag_ids = [row.id for row in changed if isinstance(row, Tag)]
    if tag_ids:
        yield from session.connection().scalars(select(image_tag.c.image_id).where(image_tag.c.tag_id.in_(tag_ids)))
    project_ids = [row.id for row in changed if isinstance(row, ImageProject) and _tells_otherwise(row)]
    if project_ids:
        hung = select(ProjectPicture.image_id).where(ProjectPicture.project_id.in_(project_ids))
        yield from session.connection().scalars(hung)
    style_ids = [row.id for row in changed if isinstance(row, PromptHelper)]
    if style_ids:
        yield from session.connection().scalars(select(Image.id).where(Image.prompt_helper_id.in_(style_ids)))


def _tells_otherwise(project: ImageProject) -> bool:
    """Tells whether guests may read the prompts of its pictures now and could not before, or the other way round."""
    now = {name: getattr(project, name) for name in FOLLOWED[ImageProject]}
    before = {name: old for name in now for old in inspect(project).attrs[name].history.deleted}
    return _tells(**now) != _tells(**now | before)


def _tells(visibility: str, guest_sees: str, deleted_at: datetime | None) -> bool:
    return visibility == "public" and guest_sees == FULL and deleted_at is None


def _has_changed(row: Any, names: frozenset[str]) -> bool:
    return any(inspect(row).attrs[name].history.has_changes() for name in names)
