"""Walls by meaning: the pictures of a wall nearest to what somebody describes, the nearest first.

A wall shows the first MOST of them and ends there. They are found among the nearest of all vectors, and where few of
those hang on the wall, among its newest pictures as well: never more than are named here, however many there are.
"""

from bisect import bisect_right
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from webapp.meaning.choice import Choice
from webapp.meaning.encoder import query_vector
from webapp.meaning.index import look_for, vector_of
from webapp.meaning.weights import why_away
from webapp.models import Image
from webapp.wall_filters import Filters
from webapp.walls import Wall

MOST = 240
NEAREST = (400, 1200)  # of all vectors of a kind: enough where all of those hang on the wall, and where few do
NEWEST = 1000
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
    choice = Choice(
        allowed=wall.narrow(select(Image.id)),
        newest=wall.ids().limit(NEWEST),
        nearest=_looks_at(wall, filters),
        most=MOST,
        least=NEAR_ENOUGH,
    )
    found = look_for(wall.vectors, filters.get("like")).choose(choice)
    return Ranking([(-score, image_id) for image_id, score in found])


def _looks_at(wall: Wall, filters: Filters) -> int:
    """Returns how many of the nearest to look at: none where the newest are all there are.

    Nor where words narrow too: looking each of them up would take long.
    """
    if filters.get("q") or (wall.at_most is not None and wall.at_most <= NEWEST):
        return 0
    is_whole = wall.vectors == "shown" and not filters.tags and filters.values.keys() == {"like"}
    return NEAREST[not is_whole]


def behind(wall: Wall, filters: Filters, ranking: Ranking, before: UUID) -> list[UUID]:
    """Returns the pictures behind one, also behind one that hangs there no more; all of them if it is not known."""
    if before in ranking.ids:
        return ranking.ids[ranking.ids.index(before) + 1 :]
    vector = vector_of(wall.vectors, before)
    if vector is None:
        return ranking.ids
    rank = (-float(vector @ query_vector(filters.get("like"))), before)
    return ranking.ids[bisect_right(ranking.ranks, rank) :]
