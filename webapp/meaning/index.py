"""The one way to look for things by meaning, whatever keeps their vectors."""

from typing import cast
from uuid import UUID

from flask import current_app
from sqlalchemy import Select, select

from webapp.extensions import db
from webapp.meaning import near
from webapp.meaning.encoder import MODEL, query_vector
from webapp.meaning.matrix import Look, Matrix
from webapp.meaning.packing import unpacked
from webapp.meaning.weights import Floats
from webapp.models import Embedding


def nearest(kind: str, wanted: str | Floats, limit: int, allowed: Select[UUID]) -> list[tuple[UUID, float]]:
    """Returns the `limit` things of this kind that are nearest to words or a vector, the nearest first.

    `allowed` selects the ids of those the caller may see: no other is returned. The score is the cosine, from -1 to 1.
    Raises ModelAway for words when the language model cannot be used.
    """
    vector = query_vector(wanted) if isinstance(wanted, str) else wanted
    if near.is_here():
        return near.search(kind, vector, limit, allowed)
    return _matrix(kind).search(vector, limit, allowed)


def look_for(kind: str, words: str) -> Look | near.Look:
    """Returns how near the things of this kind are to words, for callers who choose among them. Raises ModelAway."""
    vector = query_vector(words)
    return near.Look(kind, vector) if near.is_here() else _matrix(kind).look(vector)


def vector_of(kind: str, thing_id: UUID) -> Floats | None:
    """Returns the vector of a thing, None while it is not made or when the thing has no words."""
    key = (Embedding.kind == kind, Embedding.thing_id == thing_id, Embedding.model == MODEL)
    found = db.session.scalar(select(Embedding.vector).where(*key))
    return None if found is None else cast("Floats", unpacked([found])[0])


def _matrix(kind: str) -> Matrix:
    matrices: dict[str, Matrix] = current_app.extensions["meaning"].setdefault("matrices", {})
    return matrices.setdefault(kind, Matrix(kind))
