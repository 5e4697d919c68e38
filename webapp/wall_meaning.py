"""Walls by meaning: the pictures of a wall nearest to what somebody describes, the nearest first.

A wall shows the first MOST of them and ends there. They are found among the nearest of all vectors, and where few of
those hang on the wall, among its newest pictures as well: never more than are named here, however many there are.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from webapp.extensions import db
from webapp.meaning.encoder import query_vector
from webapp.meaning.index import look_for, vector_of
from webapp.meaning.weights import why_away
from webapp.models import Embedding, Image
from webapp.wall_filters import Filters
from webapp.walls import Wall

MOST = 240
LOOKS_AT = (400, 1200)  # of the nearest of all: at the first few, and at more where few of them hang on the wall
NEWEST = 1500
NEAR_ENOUGH = 0.25
Rank = tuple[float, UUID]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Pictures in their order: how far away each is, and its id, so that the same distance has an order too."""

    ranks: list[Rank]

    @property
    def ids(self) -> list[UUID]:
        return [image_id for _, image_id in self.ranks]


def nearest_on(wall: Wall, filters: Filters) -> Ranking:
    """Returns the pictures of the wall nearest to what its filter `like` says; none without the language model."""
    if why_away() is not None:
        return Ranking([])
    look = look_for(wall.vectors, filters.get("like"))
    found: dict[UUID, float] = {}
    is_enough = False
    for count in () if filters.get("q") else LOOKS_AT:
        found, is_all = look.among(wall.narrow(select(Image.id)), count, NEAR_ENOUGH)
        if is_enough := is_all or len(found) >= MOST:
            break
    if not is_enough:
        found |= look.of(wall.ids().limit(NEWEST))
    ranks = sorted((-score, each) for each, score in found.items() if score >= NEAR_ENOUGH)[:MOST]
    read = _read(wall, [each for _, each in ranks])
    return Ranking([rank for rank in ranks if rank[1] in read])


def behind(wall: Wall, filters: Filters, ranking: Ranking, before: UUID) -> list[UUID]:
    """Returns the pictures behind one, also behind one that hangs there no more; all of them if it is not known."""
    if before in ranking.ids:
        return ranking.ids[ranking.ids.index(before) + 1 :]
    vector = vector_of(wall.vectors, before)
    if vector is None:
        return ranking.ids
    rank = (-float(vector @ query_vector(filters.get("like"))), before)
    return ranking.ids[bisect_right(ranking.ranks, rank) :]


def _read(wall: Wall, ids: Sequence[UUID]) -> set[UUID]:
    """Returns those whose words are still the ones that were read: what is no longer shown must lead nowhere."""
    is_read = (Embedding.kind == wall.vectors, Embedding.thing_id.in_(ids), Embedding.vector.is_not(None))
    return set(db.session.scalars(select(Embedding.thing_id).where(*is_read)))
