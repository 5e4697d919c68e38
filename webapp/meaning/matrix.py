"""The vectors of one kind in memory, compared all at once: 100,000 take some ten milliseconds."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

import numpy as np
from sqlalchemy import Select, select

from webapp.extensions import db
from webapp.meaning.bert import WIDTH
from webapp.meaning.encoder import MODEL
from webapp.meaning.packing import unpacked
from webapp.meaning.weights import Floats
from webapp.models import Embedding, EmbeddingClock

FIRST_LOOK = 64
GROWS_BY = 4
ASKED_AT_MOST = 10_000  # ids in one statement


@dataclass(frozen=True, slots=True)
class Look:
    """How near all vectors that a process knew at one moment are to the one looked for."""

    ids: list[UUID]
    row_of: dict[UUID, int]
    scores: Floats

    def among(self, allowed: Select[UUID], count: int, least: float) -> tuple[dict[UUID, float], bool]:
        """Looks at the `count` nearest of all that score `least`: returns the allowed ones, and whether that is all."""
        best = np.arange(len(self.scores))
        if count < len(best):
            best = np.argpartition(-self.scores, count)[:count]
        near = {self.ids[row]: float(self.scores[row]) for row in best if self.scores[row] >= least}
        return {each: near[each] for each in _allowed(list(near), allowed)}, len(near) < count

    def of(self, chosen: Select[UUID]) -> dict[UUID, float]:
        """Returns how near these are, of those that have a vector."""
        rows = {each: self.row_of.get(each, len(self.scores)) for each in db.session.scalars(chosen)}
        return {each: float(self.scores[row]) for each, row in rows.items() if row < len(self.scores)}


class Matrix:
    """What this process knows of one kind. Each search asks the kind's clock whether there is something new."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._version = 0
        self._ids: list[UUID] = []
        self._row_of: dict[UUID, int] = {}
        self._vectors: Floats = np.empty((0, WIDTH), np.float32)
        self._reading = Lock()

    def search(self, vector: Floats, limit: int, allowed: Select[UUID]) -> list[tuple[UUID, float]]:
        """Returns the nearest of the `allowed` things with how near they are, the nearest first."""
        look = self.look(vector)
        ids, scores = look.ids, look.scores
        order = np.argsort(-scores)
        found: list[tuple[UUID, float]] = []
        start, count = 0, FIRST_LOOK
        while start < len(order) and len(found) < limit:
            looked = order[start : start + count]
            seen = _allowed([ids[row] for row in looked], allowed)
            found += [(ids[row], float(scores[row])) for row in looked if ids[row] in seen]
            start, count = start + count, min(count * GROWS_BY, ASKED_AT_MOST)
        return found[:limit]

    def look(self, vector: Floats) -> Look:
        """Compares all vectors with this one."""
        with self._reading:
            self._refresh()
            ids, row_of, vectors = self._ids, self._row_of, self._vectors
        return Look(ids, row_of, vectors @ vector)

    def _refresh(self) -> None:
        version = db.session.scalar(select(EmbeddingClock.number).where(EmbeddingClock.kind == self._kind)) or 0
        if version == self._version:
            return
        is_new = Embedding.version > self._version
        columns = select(Embedding.thing_id, Embedding.vector)
        rows = db.session.execute(
            columns.where(Embedding.kind == self._kind, Embedding.model == MODEL, is_new).order_by(Embedding.version)
        ).all()
        self._take([row.thing_id for row in rows], unpacked([row.vector for row in rows]))
        self._version = version

    def _take(self, ids: Sequence[UUID], vectors: Floats) -> None:
        """Puts new vectors behind the known ones and changed ones in their place."""
        known = [number for number, each in enumerate(ids) if each in self._row_of]
        new = [number for number, each in enumerate(ids) if each not in self._row_of]
        changed = self._vectors.copy() if known else self._vectors
        changed[[self._row_of[ids[number]] for number in known]] = vectors[known]
        self._ids = [*self._ids, *(ids[number] for number in new)]
        self._row_of |= {ids[number]: len(self._row_of) + place for place, number in enumerate(new)}
        self._vectors = np.concatenate([changed, vectors[new]])


def _allowed(ids: Sequence[UUID], allowed: Select[UUID]) -> set[UUID]:
    key = allowed.selected_columns[0]
    return set(db.session.scalars(allowed.where(key.in_(ids))))
