"""The copy of the vectors that PostgreSQL searches itself, where it has pgvector. Elsewhere there is none."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import (
    Column,
    ColumnElement,
    Double,
    FromClause,
    MetaData,
    ScalarSelect,
    Select,
    String,
    Table,
    Uuid,
    and_,
    bindparam,
    cast,
    delete,
    exists,
    func,
    literal_column,
    select,
    text,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session
from sqlalchemy.types import UserDefinedType

from webapp.extensions import db
from webapp.meaning.bert import WIDTH
from webapp.meaning.choice import Choice
from webapp.meaning.encoder import MODEL
from webapp.meaning.packing import unpacked
from webapp.meaning.weights import Floats
from webapp.models import Embedding

SCHEMA = "atelier_meaning"
EF_SEARCH = 200  # how many neighbours a look into the index holds at a time


class Vector(UserDefinedType[Floats]):
    """pgvector's type, written as text."""

    cache_ok = True

    def get_col_spec(self, **_options: Any) -> str:
        return f"vector({WIDTH})"

    def bind_processor(self, _dialect: Any) -> Callable[[Floats | None], str]:
        return lambda vector: "" if vector is None else f"[{','.join(map(str, vector.tolist()))}]"


NEAR = Table(
    "near",
    MetaData(schema=SCHEMA),
    Column("kind", String, primary_key=True),
    Column("thing_id", Uuid, primary_key=True),
    Column("model", String, primary_key=True),
    Column("vector", Vector),
)


def is_here() -> bool:
    """Tells whether this database searches vectors itself. Asked once for each app."""
    known: dict[str, bool] = current_app.extensions["meaning"]
    if "is_here" not in known:
        is_postgres = db.engine.dialect.name == "postgresql"
        asked = text("SELECT to_regclass(:name) IS NOT NULL")
        known["is_here"] = is_postgres and bool(db.session.scalar(asked, {"name": f"{SCHEMA}.near"}))
    return known["is_here"]


def keep(session: Session, kind: str, vectors: dict[UUID, bytes | None]) -> None:
    """Writes these vectors too; None drops one."""
    if not vectors or not is_here():
        return
    session.execute(delete(NEAR).where(NEAR.c.kind == kind, NEAR.c.model == MODEL, NEAR.c.thing_id.in_(vectors)))
    rows = [
        {"kind": kind, "thing_id": thing_id, "model": MODEL, "vector": unpacked([vector])[0]}
        for thing_id, vector in vectors.items()
        if vector is not None
    ]
    if rows:
        session.execute(postgresql.insert(NEAR), rows)


def search(kind: str, vector: Floats, limit: int, allowed: Select[UUID]) -> list[tuple[UUID, float]]:
    """Returns the nearest of the `allowed` things with how near they are, the nearest first."""
    # Where there is an index, it goes on looking until enough of what it found is allowed.
    db.session.execute(text("SET LOCAL hnsw.iterative_scan = strict_order"))
    distance = _distance(vector)
    wanted = _with_scores(kind, distance).where(NEAR.c.thing_id.in_(allowed))
    return [(each, float(score)) for each, score in db.session.execute(wanted.order_by(distance).limit(limit))]


@dataclass(frozen=True, slots=True)
class Look:
    """How near the vectors of one kind are to the one looked for, as PostgreSQL finds it."""

    kind: str
    vector: Floats

    def choose(self, choice: Choice) -> list[tuple[UUID, float]]:
        """Returns the chosen things with how near they are, the nearest first, by one statement."""
        db.session.execute(
            text(f"SET LOCAL hnsw.iterative_scan = relaxed_order; SET LOCAL hnsw.ef_search = {EF_SEARCH}")
        )
        found = self._found(choice).subquery()
        ranked = select(found).distinct().order_by(found.c.score.desc(), found.c.thing_id).limit(choice.most).subquery()
        # What changed a moment ago has no vector any more, but its copy here may still be there.
        has_one = (Embedding.kind == self.kind, Embedding.thing_id == ranked.c.thing_id, Embedding.vector.is_not(None))
        still = select(ranked).where(exists().where(*has_one)).order_by(ranked.c.score.desc(), ranked.c.thing_id)
        return [(each, float(score)) for each, score in db.session.execute(still)]

    def _found(self, choice: Choice) -> Any:
        distance = _distance(self.vector)
        scored = _with_scores(self.kind, distance)
        newest = scored.where(-distance >= choice.least, NEAR.c.thing_id.in_(choice.newest))
        if not choice.nearest:
            return newest
        near = scored.order_by(distance).limit(choice.nearest).cte("nearest")
        close = select(near).where(near.c.score >= choice.least)
        hung = close.where(near.c.thing_id.in_(choice.allowed)).cte("hung")
        is_short = and_(_count(hung) < choice.most, _count(close.subquery()) == choice.nearest)
        return select(hung).union_all(newest.where(is_short))


def _count(rows: FromClause) -> ScalarSelect[int]:
    return select(func.count()).select_from(rows).scalar_subquery()


def _distance(vector: Floats) -> ColumnElement[float]:
    return NEAR.c.vector.op("<#>", return_type=Double())(cast(bindparam("wanted", vector, type_=Vector), Vector))


def _with_scores(kind: str, distance: ColumnElement[float]) -> Select[Any]:
    # The kind stands in the query itself, not as a parameter: only so does the database see that its index fits.
    return select(NEAR.c.thing_id, (-distance).label("score")).where(
        NEAR.c.kind == literal_column(f"'{kind}'"), NEAR.c.model == MODEL
    )
