"""By meaning, people find what they mean; by words alone they mostly do not. `pytest -s` prints both."""

from collections.abc import Callable
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from tests.similar.conftest import read_all
from tests.similar.labelled import LABELLED
from webapp.extensions import db
from webapp.meaning.index import nearest
from webapp.models import PromptHelper, User
from webapp.similar.words import styles_with

FIRST = 3

Search = Callable[[str], list[tuple[UUID, float]]]


def recall(search: Search, slugs: dict[UUID, str]) -> tuple[float, list[str]]:
    """The share of right styles among the first three, over all queries, and the queries that found none."""
    shares, missed = [], []
    for query, right in LABELLED.items():
        found = {slugs[style_id] for style_id, _ in search(query)[:FIRST]}
        shares.append(len(found & set(right)) / len(right))
        missed += [f"{query}: {', '.join(sorted(found))}"] if not found & set(right) else []
    return sum(shares) / len(shares), missed


def test_meaning_beats_words(app: Flask, alice: User) -> None:
    read_all(app)
    with app.app_context():
        slugs = dict(db.session.execute(select(PromptHelper.id, PromptHelper.slug)).all())
        by_meaning, missed = recall(lambda query: nearest("style", query, FIRST, select(PromptHelper.id)), slugs)
        by_words, _ = recall(lambda query: styles_with(query, FIRST, alice.id), slugs)
    print(f"\nrecall@{FIRST} of {len(LABELLED)} queries: {by_meaning:.2f} by meaning, {by_words:.2f} by words")  # noqa: T201 - to be read
    print("\n".join(f"  missed {each}" for each in missed))  # noqa: T201 - to be read
    assert by_meaning >= 0.75
    assert by_meaning >= by_words + 0.2


def test_the_set_is_large_and_names_what_is_there(app: Flask) -> None:
    with app.app_context():
        known = set(db.session.scalars(select(PromptHelper.slug)))
    named = {slug for right in LABELLED.values() for slug in right}
    assert len(LABELLED) >= 60
    assert all(1 <= len(right) <= FIRST for right in LABELLED.values())
    assert named <= known
    assert len(named) >= 60
