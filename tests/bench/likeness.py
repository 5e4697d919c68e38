"""Vectors for the pictures of a studio, as like and unlike one another as those of people's pictures are."""

from collections.abc import Sequence
from itertools import product
from uuid import UUID

import numpy as np
from sqlalchemy import Connection, select

from tests.bench.many import CHUNK, look_again
from webapp.database import writing
from webapp.demo.bulk import id_text, insert_rows
from webapp.extensions import db
from webapp.meaning import near
from webapp.meaning.encoder import MODEL, encode
from webapp.meaning.packing import packed
from webapp.meaning.weights import Floats
from webapp.models import EmbeddingClock, Image
from webapp.models.image import IS_KEPT, IS_SHOWN

MOODS = ("foggy", "sunny", "rainy", "snowy", "dark", "golden", "quiet", "stormy", "old", "futuristic")
SUBJECTS = ("boat", "harbour", "lighthouse", "cat", "dog", "mountain", "forest", "river", "city", "robot", "castle")
SUBJECTS += ("dragon", "flower", "bridge", "train", "car", "child", "market", "kitchen", "moon")
KINDS = {"image": IS_KEPT, "shown": IS_SHOWN}
SPREAD = 0.03  # of each of the 384 numbers around those of a few words
MEMORY = "SET LOCAL maintenance_work_mem = '1GB'"


def add_vectors(most: int) -> None:
    """Gives the newest `most` pictures, and of those everybody sees as many, a vector near to a few words."""
    words = encode([f"a {mood} {subject}" for mood, subject in product(MOODS, SUBJECTS)])
    chance = np.random.default_rng(1)
    for kind, has_one in KINDS.items():
        ids = db.session.scalars(select(Image.id).where(has_one).order_by(Image.id.desc()).limit(most)).all()
        with writing() as session:
            connection = session.connection()
            _index(connection, f"DROP INDEX {near.SCHEMA}.ix_near_{kind}")
            for start in range(0, len(ids), CHUNK):
                some = ids[start : start + CHUNK]
                drawn = words[chance.integers(len(words), size=len(some))]
                drawn = drawn + chance.normal(size=drawn.shape).astype(np.float32) * np.float32(SPREAD)
                _write(connection, kind, some, drawn / np.linalg.norm(drawn, axis=1, keepdims=True))
            session.merge(EmbeddingClock(kind=kind, number=1))
            _index(connection, MEMORY)
            method = "USING hnsw (vector vector_ip_ops)"
            _index(connection, f"CREATE INDEX ix_near_{kind} ON {near.SCHEMA}.near {method} WHERE kind = '{kind}'")
    look_again()


def _index(connection: Connection, statement: str) -> None:
    """The index of vectors is made at the end, as it grows slowly; only PostgreSQL with pgvector has one."""
    if near.is_here():
        connection.exec_driver_sql(statement)


def _write(connection: Connection, kind: str, ids: Sequence[UUID], vectors: Floats) -> None:
    keys = [(kind, id_text(each, connection.dialect.name), MODEL) for each in ids]
    kept = ((*key, "", 1, packed(vector)) for key, vector in zip(keys, vectors, strict=True))
    insert_rows(connection, "embedding", ("kind", "thing_id", "model", "text_sha256", "version", "vector"), kept)
    if near.is_here():
        texts = (f"[{','.join(map(str, vector.tolist()))}]" for vector in vectors)
        copied = ((*key, text) for key, text in zip(keys, texts, strict=True))
        insert_rows(connection, f"{near.SCHEMA}.near", ("kind", "thing_id", "model", "vector"), copied)
