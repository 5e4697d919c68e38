"""The vectors of one kind in memory, compared all at once: 100,000 take some ten milliseconds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

import numpy as np
from sqlalchemy import Select, select

from webapp.extensions import db
from webapp.meaning.bert import WIDTH
from webapp.meaning.choice import Choice
from webapp.meaning.encoder import MODEL
from webapp.meaning.keys import Key, among, id_of, keys_of, raw
from webapp.meaning.packing import unpacked
from webapp.meaning.weights import Floats
from webapp.models import Embedding, EmbeddingClock

FIRST_LOOK = 64
GROWS_BY = 4
ASKED_AT_MOST = 10_000  # ids in one statement


@dataclass(frozen=True, slots=True)
class Look:
    """How near all vectors of a kind that a process knew at one moment are to the one looked for."""

    kind: str
    keys: list[Key]
    row_of: dict[Key, int]
    scores: Floats

    def choose(self, choice: Choice) -> list[tuple[UUID, float]]:
        """Returns the chosen things with how near they are, the nearest first."""
        near = self._nearest(choice.nearest, choice.least)
        found = {each: near[each] for each in among(choice.allowed, near)} if near else {}
        if len(near) == choice.nearest and len(found) < choice.most:
            found |= self._of(keys_of(choice.newest), choice.least)
        ranked = sorted(found, key=lambda each: (-found[each], each))[: choice.most]
        # What changed a moment ago has no vector any more, but may still be known here.
        has_one = select(Embedding.thing_id).where(Embedding.kind == self.kind, Embedding.vector.is_not(None))
        still = set(among(has_one, ranked)) if ranked else ()
        return [(id_of(each), found[each]) for each in ranked if each in still]

    def _nearest(self, count: int, least: float) -> dict[Key, float]:
        rows = np.arange(len(self.scores))
        if count < len(rows):
            rows = np.argpartition(-self.scores, count)[:count]
        rows = rows[self.scores[rows] >= least]
        return dict(zip((self.keys[row] for row in rows), self.scores[rows].tolist(), strict=True))

    def _of(self, keys: Iterable[Key], least: float) -> dict[Key, float]:
        known = [each for each in keys if each in self.row_of]
        scores = self.scores[[self.row_of[each] for each in known]].tolist()
        return {each: score for each, score in zip(known, scores, strict=True) if score >= least}


class Matrix:
    """What this process knows of one kind. Each search asks the kind's clock whether there is something new."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._version = 0
        self._keys: list[Key] = []
        self._row_of: dict[Key, int] = {}
        self._vectors: Floats = np.empty((0, WIDTH), np.float32)
        self._reading = Lock()

    def search(self, vector: Floats, limit: int, allowed: Select[UUID]) -> list[tuple[UUID, float]]:
        """Returns the nearest of the `allowed` things with how near they are, the nearest first."""
        look = self.look(vector)
        keys, scores = look.keys, look.scores
        order = np.argsort(-scores)
        found: list[tuple[UUID, float]] = []
        start, count = 0, FIRST_LOOK
        while start < len(order) and len(found) < limit:
            looked = order[start : start + count]
            seen = set(among(allowed, [keys[row] for row in looked]))
            found += [(id_of(keys[row]), float(scores[row])) for row in looked if keys[row] in seen]
            start, count = start + count, min(count * GROWS_BY, ASKED_AT_MOST)
        return found[:limit]

    def look(self, vector: Floats) -> Look:
        """Compares all vectors with this one."""
        with self._reading:
            self._refresh()
            keys, row_of, vectors = self._keys, self._row_of, self._vectors
        return Look(self._kind, keys, row_of, vectors @ vector)

    def _refresh(self) -> None:
        version = db.session.scalar(select(EmbeddingClock.number).where(EmbeddingClock.kind == self._kind)) or 0
        if version == self._version:
            return
        is_new = Embedding.version > self._version
        columns = select(raw(Embedding.thing_id).label("key"), Embedding.vector)
        rows = db.session.execute(
            columns.where(Embedding.kind == self._kind, Embedding.model == MODEL, is_new).order_by(Embedding.version)
        ).all()
        self._take([row.key for row in rows], unpacked([row.vector for row in rows]))
        self._version = version

    def _take(self, keys: Sequence[Key], vectors: Floats) -> None:
        """Puts new vectors behind the known ones and changed ones in their place."""
        known = [number for number, each in enumerate(keys) if each in self._row_of]
        new = [number for number, each in enumerate(keys) if each not in self._row_of]
        changed = self._vectors.copy() if known else self._vectors
        changed[[self._row_of[keys[number]] for number in known]] = vectors[known]
        self._keys = [*self._keys, *(keys[number] for number in new)]
        self._row_of |= {keys[number]: len(self._row_of) + place for place, number in enumerate(new)}
        self._vectors = np.concatenate([changed, vectors[new]])
