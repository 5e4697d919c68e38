"""Makes the vectors that are wanted, and finds things whose words changed unnoticed."""

import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, exists, select, true, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from webapp.database import patient, writing
from webapp.extensions import db
from webapp.meaning import near
from webapp.meaning.encoder import MODEL, encode
from webapp.meaning.packing import packed
from webapp.meaning.texts import IDS, ONLY, text_hash, texts_of
from webapp.meaning.wanted import want
from webapp.models import Embedding, EmbeddingClock
from webapp.models.columns import LAST_ID, utc_now

BATCH = 32
WORKS_AT_MOST_S = 5.0
CHECKED_AT_ONCE = 1000
NO_ID = UUID(int=0)


class Wish(NamedTuple):
    """What is wanted: a vector of this thing, whose words had this hash when the last one was made."""

    kind: str
    thing_id: UUID
    text_sha256: str
    wanted_at: datetime | None


def make_wanted(works_at_most_s: float = WORKS_AT_MOST_S) -> int:
    """Makes vectors, the longest wanted first, until none is wanted or the time is up. Returns how many.

    Raises ModelAway.
    """
    deadline = time.monotonic() + works_at_most_s
    count = 0
    while wishes := _wanted():
        for kind in dict.fromkeys(wish.kind for wish in wishes):
            count += _make(kind, [wish for wish in wishes if wish.kind == kind])
        if time.monotonic() >= deadline:
            break
    return count


def is_wanted(before: datetime | None = None) -> bool:
    """Tells whether any vector is wanted, or has been since `before`."""
    wish = select(Embedding.thing_id).where(Embedding.wanted_at.is_not(None))
    return (
        db.session.scalar((wish if before is None else wish.where(Embedding.wanted_at <= before)).limit(1)) is not None
    )


def heal(kind: str, after: UUID) -> UUID:
    """Compares the next things behind `after` with their vectors: wants what is missing or old, drops what is gone.

    Returns the last one it looked at, to go on behind, or NO_ID at the end.
    """
    key, has_one = IDS[kind], ONLY.get(kind, true())
    is_of = and_(Embedding.kind == kind, Embedding.model == MODEL, Embedding.thing_id == key)
    known = select(key, Embedding.text_sha256, Embedding.wanted_at).outerjoin(Embedding, is_of)
    rows = db.session.execute(known.where(key > after, has_one).order_by(key).limit(CHECKED_AT_ONCE)).all()
    texts = texts_of(kind, [row[0] for row in rows])
    last = rows[-1][0] if len(rows) == CHECKED_AT_ONCE else LAST_ID
    is_gone = and_(Embedding.kind == kind, Embedding.thing_id > after, Embedding.thing_id <= last)
    is_there = exists().where(key == Embedding.thing_id, has_one)
    gone = db.session.scalars(select(Embedding.thing_id).where(is_gone, ~is_there))
    old = [each for each, sha256, wanted_at in rows if wanted_at is None and sha256 != text_hash(texts.get(each, ""))]
    wanted = [*old, *gone]
    db.session.commit()
    if wanted:
        with writing() as session:
            want(session.connection(), kind, wanted)
    return NO_ID if last == LAST_ID else last


def _wanted() -> Sequence[Wish]:
    columns = (Embedding.kind, Embedding.thing_id, Embedding.text_sha256, Embedding.wanted_at)
    wish = select(*columns).where(Embedding.wanted_at.is_not(None), Embedding.model == MODEL)
    rows = db.session.execute(wish.order_by(Embedding.wanted_at).limit(BATCH)).all()
    db.session.commit()
    return [Wish(*row) for row in rows]


def _make(kind: str, wishes: Sequence[Wish]) -> int:
    texts = texts_of(kind, [wish.thing_id for wish in wishes])
    db.session.commit()
    gone = [wish.thing_id for wish in wishes if wish.thing_id not in texts]
    answers = {wish: text_hash(texts[wish.thing_id]) for wish in wishes if wish.thing_id in texts}
    changed = [wish for wish, sha256 in answers.items() if sha256 != wish.text_sha256]
    worded = [wish for wish in changed if texts[wish.thing_id]]
    vectors = encode([texts[wish.thing_id] for wish in worded]) if worded else ()
    made: dict[Wish, bytes | None] = dict.fromkeys(changed)
    made |= {wish: packed(vector) for wish, vector in zip(worded, vectors, strict=True)}
    _keep(kind, answers, made, gone)
    return len(worded)


@patient
def _keep(kind: str, answers: dict[Wish, str], made: dict[Wish, bytes | None], gone: Sequence[UUID]) -> None:
    """Writes the batch. Where another wish came meanwhile, it stays and nothing is written: its words are newer."""
    with writing() as session:
        version = _tick(session, kind) if made else 0
        for wish, sha256 in answers.items():
            values: dict[str, Any] = {"wanted_at": None}
            if wish in made:
                values |= {"vector": made[wish], "text_sha256": sha256, "version": version, "made_at": utc_now()}
            is_met = and_(_is(kind, [wish.thing_id]), Embedding.wanted_at == wish.wanted_at)
            met = session.execute(update(Embedding).where(is_met).values(**values).returning(Embedding.thing_id))
            if met.first() is None:
                made.pop(wish, None)
        session.execute(delete(Embedding).where(_is(kind, gone)))
        near.keep(session, kind, {wish.thing_id: vector for wish, vector in made.items()})


def _is(kind: str, ids: Sequence[UUID]) -> ColumnElement[bool]:
    return and_(Embedding.kind == kind, Embedding.model == MODEL, Embedding.thing_id.in_(ids))


def _tick(session: Session, kind: str) -> int:
    """Turns the clock of this kind by one and returns what it says; the row stays locked until the commit."""
    insert = sqlite.insert if session.connection().dialect.name == "sqlite" else postgresql.insert
    ticked = insert(EmbeddingClock).values(kind=kind, number=1)
    later = ticked.on_conflict_do_update(index_elements=["kind"], set_={"number": EmbeddingClock.number + 1})
    return session.scalars(later.returning(EmbeddingClock.number)).one()
