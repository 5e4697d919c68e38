"""Finding styles by meaning among five thousand of them, and a scan over a hundred thousand vectors."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, select

from tests.bench.measure import Report, in_turn, repeat
from tests.bench.studio import add_person, client_of, make_studio
from tests.similar.labelled import LABELLED
from webapp.database import writing
from webapp.extensions import db
from webapp.meaning.encoder import MODEL, encode, query_vector
from webapp.meaning.index import nearest
from webapp.meaning.making import make_wanted
from webapp.meaning.packing import packed
from webapp.models import Embedding, EmbeddingClock, PromptHelper
from webapp.models.columns import new_id

STYLES = 5_000
VECTORS = 100_000
PAGE = {"HX-Request": "true"}


def measure(report: Report, folder: Path, redis_url: str) -> None:
    """Adds the lines about finding by meaning."""
    app = make_studio(folder, redis_url)
    client = client_of(app, add_person(app))
    with app.app_context():
        make_wanted(600)
        _add_styles(STYLES)
        _add_vectors("style", STYLES)
    queries = _queries()
    kept = next(queries)
    actions: list[Callable[[], object]] = [lambda: _ask(client, next(queries)), lambda: _ask(client, kept)]
    typed, known, words = in_turn([*actions, lambda: encode([next(queries)])], 150)
    what = f"styles found by meaning among {STYLES:,}"
    report.add(f"{what}, new words", f"{typed.median:.1f} ms, p95 {typed.p95:.1f} ms", "p95 <= 60 ms")
    report.add(f"{what}, words met before", f"{known.median:.1f} ms, p95 {known.p95:.1f} ms")
    report.add("words to a vector", f"{words.median:.1f} ms, {words.median / typed.median:.2f} of the page")
    report.add(f"scan of {VECTORS:,} vectors", f"{_scan(app):.1f} ms")


def _ask(client: FlaskClient, query: str) -> None:
    answer = client.get("/prompt-helpers/similar/", query_string={"query": query}, headers=PAGE)
    if answer.text.count("<li") != 12:
        raise RuntimeError(f"answered {answer.status}")


def _queries() -> Iterator[str]:
    """Words that nobody asked for before, like those that people type."""
    return (f"{query} {number}" for number in range(1_000) for query in LABELLED)


def _add_styles(count: int) -> None:
    rows = [
        {"id": new_id(), "slug": f"s-{number}", "name": f"Style {number}", "visibility": "shared", "newest_number": 1}
        for number in range(count)
    ]
    with writing() as session:
        session.execute(insert(PromptHelper), rows)


def _add_vectors(kind: str, count: int) -> None:
    """Gives every style, or as many things that are not there, a random vector."""
    version = 1_000_000
    ids = (
        db.session.scalars(select(PromptHelper.id).where(PromptHelper.slug.like("s-%"))).all()
        if kind == "style"
        else ()
    )
    vectors = np.random.default_rng(1).normal(size=(count, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    rows = [
        {"kind": kind, "thing_id": ids[number] if ids else new_id(), "model": MODEL, "vector": packed(vectors[number])}
        for number in range(count)
    ]
    with writing() as session:
        session.execute(insert(Embedding).values(text_sha256="", version=version), rows)
        session.merge(EmbeddingClock(kind=kind, number=version))


def _scan(app: Flask) -> float:
    """The milliseconds that the search itself takes, its words known and nothing new."""
    with app.app_context():
        _add_vectors("image", VECTORS)
        vector = query_vector("an old harbour")
        search: Callable[[], object] = lambda: nearest("image", vector, 12, select(Embedding.thing_id))  # noqa: E731 - timed
        return repeat(search, 20, warm=1).median
