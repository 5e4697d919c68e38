"""What needs a new vector: noted in the transaction that changes its words, so that none is forgotten."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import Connection, and_, delete, event, inspect, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webapp.meaning.encoder import MODEL
from webapp.meaning.texts import text_hash
from webapp.models import Embedding, Image, PromptHelper, PromptHelperVersion, Tag, ThemeHelper
from webapp.models.columns import utc_now
from webapp.search.keeping import FOLLOWERS

# Of each class: the kind, where its id stands, the attributes that its words come from.
WATCHED: dict[type[Any], tuple[str, str, frozenset[str]]] = {
    PromptHelper: ("style", "id", frozenset({"name", "purpose", "category", "tags", "newest_number"})),
    PromptHelperVersion: ("style", "prompt_helper_id", frozenset({"prompt"})),
    ThemeHelper: ("theme", "id", frozenset({"name", "description", "category", "prompt", "tags"})),
    Image: ("image", "id", frozenset({"title", "prompt", "caption", "alt_text", "tags"})),
    Tag: ("tag", "id", frozenset({"label"})),
}


def want(connection: Connection, kind: str, ids: Iterable[UUID]) -> None:
    """Notes that these things need new vectors; call it in the transaction that changes their words.

    Rows changed through the session note it themselves; statements that bypass it do not.
    """
    now = utc_now()
    rows = [{"kind": kind, "thing_id": each, "model": MODEL, "wanted_at": now} for each in dict.fromkeys(ids)]
    if rows:
        insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        noted = insert(Embedding).values(text_sha256="", version=0)
        connection.execute(
            noted.on_conflict_do_update(index_elements=["kind", "thing_id", "model"], set_={"wanted_at": now}), rows
        )


def want_shown(connection: Connection, texts: Mapping[UUID, str | None]) -> None:
    """Notes what everybody may read of pictures now, None for nothing. Where that changed, the vector goes at once:
    what is no longer shown leads nowhere from this moment on.
    """
    is_one = and_(Embedding.kind == "shown", Embedding.model == MODEL)
    rows = select(Embedding.thing_id, Embedding.text_sha256).where(is_one, Embedding.thing_id.in_(texts))
    known = {row.thing_id: row.text_sha256 for row in connection.execute(rows)}
    hashes = {each: None if text is None else text_hash(text) for each, text in texts.items()}
    changed = [each for each, sha256 in hashes.items() if known.get(each) != sha256]
    if gone := [each for each in changed if each in known]:
        connection.execute(delete(Embedding).where(is_one, Embedding.thing_id.in_(gone)))
    want(connection, "shown", [each for each in changed if hashes[each]])


def init_meaning(app: Flask) -> None:
    """Notes changed words from now on, and gives `app` a place for what a process remembers of the vectors."""
    app.extensions["meaning"] = {}
    if want_shown not in FOLLOWERS:
        FOLLOWERS.append(want_shown)
    if not event.contains(Session, "after_flush", _note_changes):
        event.listen(Session, "after_flush", _note_changes)


def _note_changes(session: Session, _flush: object) -> None:
    changed = dict.fromkeys(_changes(session))
    for kind in dict.fromkeys(kind for kind, _ in changed):
        want(session.connection(), kind, sorted(each for other, each in changed if other == kind))


def _changes(session: Session) -> Iterator[tuple[str, UUID]]:
    added = session.new
    for row in added | session.dirty:
        if type(row) in WATCHED:
            kind, key, names = WATCHED[type(row)]
            if row in added or any(inspect(row).attrs[name].history.has_changes() for name in names):
                yield kind, getattr(row, key)
