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
    MetaData,
    Select,
    String,
    Table,
    Uuid,
    bindparam,
    cast,
    delete,
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
from webapp.meaning.encoder import MODEL
from webapp.meaning.packing import unpacked
from webapp.meaning.weights import Floats

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

    def among(self, allowed: Select[UUID], count: int, least: float) -> tuple[dict[UUID, float], bool]:
        """Looks at the `count` nearest of all that score `least`: returns the allowed ones, and whether that is all.

        Where none is allowed, it cannot tell.
        """
        db.session.execute(
            text(f"SET LOCAL hnsw.iterative_scan = relaxed_order; SET LOCAL hnsw.ef_search = {EF_SEARCH}")
        )
        distance = _distance(self.vector)
        near = _with_scores(self.kind, distance).order_by(distance).limit(count).subquery()
        counted = select(near.c.thing_id, near.c.score, func.count().over()).where(near.c.score >= least).subquery()
        rows = db.session.execute(select(counted).where(counted.c.thing_id.in_(allowed))).all()
        return {row[0]: float(row[1]) for row in rows}, bool(rows) and rows[0][2] < count

    def of(self, chosen: Select[UUID]) -> dict[UUID, float]:
        """Returns how near these are, of those that have a vector."""
        wanted = _with_scores(self.kind, _distance(self.vector)).where(NEAR.c.thing_id.in_(chosen))
        return {each: float(score) for each, score in db.session.execute(wanted)}


def _distance(vector: Floats) -> ColumnElement[float]:
    return NEAR.c.vector.op("<#>", return_type=Double())(cast(bindparam("wanted", vector, type_=Vector), Vector))


def _with_scores(kind: str, distance: ColumnElement[float]) -> Select[Any]:
    # The kind stands in the query itself, not as a parameter: only so does the database see that its index fits.
    return select(NEAR.c.thing_id, (-distance).label("score")).where(
        NEAR.c.kind == literal_column(f"'{kind}'"), NEAR.c.model == MODEL
    )
