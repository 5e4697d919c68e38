"""The nearest things are found, only among those the caller may see, by numpy and by pgvector alike."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Select, delete, select
from sqlalchemy.engine import make_url

from tests import cast
from webapp.database import writing
from webapp.extensions import db
from webapp.meaning import matrix, near
from webapp.meaning.index import nearest, vector_of
from webapp.meaning.making import make_wanted
from webapp.models import Image, PromptHelper, User, style_shown_to

EVERYTHING = select(Image.id)
PROMPTS = ("a red boat in a harbour", "a ship at sea", "a cat asleep on a sofa", "a kitten with wool", "a steel bridge")


@pytest.fixture(params=["as it is", "numpy"])
def pictures(request: pytest.FixtureRequest, context: Flask, alice: User) -> list[Image]:
    """Five pictures with vectors, on SQLite, on PostgreSQL with pgvector, and on one without."""
    made = [cast.make_image(alice, prompt=prompt) for prompt in PROMPTS]
    make_wanted(60)
    is_postgres = make_url(context.config["SQLALCHEMY_DATABASE_URI"]).get_backend_name() == "postgresql"
    assert near.is_here() == is_postgres
    if request.param == "numpy":
        context.extensions["meaning"]["is_here"] = False
    return made


def ids(wanted: str, limit: int = 5, allowed: Select[UUID] = EVERYTHING) -> list[UUID]:
    return [each for each, _ in nearest("image", wanted, limit, allowed)]


def test_the_nearest_come_first(pictures: list[Image]) -> None:
    boat, ship, cat, kitten, _ = (picture.id for picture in pictures)
    assert ids("a sailing vessel", 2) in ([boat, ship], [ship, boat])
    assert ids("a sleeping pet")[0] == cat
    scores = [score for _, score in nearest("image", "a kitten with wool", 5, EVERYTHING)]
    assert ids("a kitten with wool")[0] == kitten
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == pytest.approx(1, abs=0.02)


def test_only_what_is_allowed_is_found(pictures: list[Image]) -> None:
    cat = pictures[2].id
    assert ids("a sailing vessel", 5, EVERYTHING.where(Image.id == cat)) == [cat]
    assert ids("a sailing vessel", 5, EVERYTHING.where(Image.prompt == "nothing")) == []


def test_it_goes_on_looking_until_enough_is_allowed(pictures: list[Image], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix, "FIRST_LOOK", 1)
    last = ids("a sailing vessel")[-1]
    assert ids("a sailing vessel", 5, EVERYTHING.where(Image.id == last)) == [last]


def test_a_thing_is_nearest_to_itself(pictures: list[Image]) -> None:
    vector = vector_of("image", pictures[0].id)
    assert vector is not None
    assert nearest("image", vector, 1, EVERYTHING)[0][0] == pictures[0].id


def test_kinds_are_kept_apart(pictures: list[Image], alice: User) -> None:
    shown = select(PromptHelper.id).where(style_shown_to(alice.id))
    styles = {each for each, _ in nearest("style", "a red boat", 100, shown)}
    assert len(styles) > 10
    assert styles.isdisjoint(picture.id for picture in pictures)


def test_what_is_new_changed_or_gone_is_noticed(pictures: list[Image], alice: User) -> None:
    assert len(ids("a lighthouse")) == 5
    new = cast.make_image(alice, prompt="a lighthouse on a cliff")
    with writing() as session:
        session.get_one(Image, pictures[4].id).prompt = "an old lighthouse"
        session.execute(delete(Image).where(Image.id == pictures[0].id))
    assert make_wanted() == 2
    assert set(ids("a lighthouse", 2)) == {new.id, pictures[4].id}
    assert pictures[0].id not in ids("a red boat in a harbour")


def test_another_process_is_noticed(pictures: list[Image], alice: User) -> None:
    """A second index over the same database, as another process has."""
    other = matrix.Matrix("image")
    vector = vector_of("image", pictures[0].id)
    assert vector is not None
    assert len(other.search(vector, 9, EVERYTHING)) == 5
    cast.make_image(alice, prompt="a red boat")
    make_wanted()
    db.session.rollback()
    assert len(other.search(vector, 9, EVERYTHING)) == 6
