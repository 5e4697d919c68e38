"""The upkeep hands the work over once, lets pictures go first, and does nothing where there is no model."""

import pytest
from flask import Flask
from redis import Redis
from rq import Queue
from rq.serializers import JSONSerializer
from sqlalchemy import update

from tasks.meaning import make_vectors
from tests.pipeline.wishes import asked
from webapp.database import writing
from webapp.meaning import upkeep
from webapp.meaning.making import is_wanted, make_wanted
from webapp.meaning.upkeep import VectorKeeper
from webapp.meaning.weights import ModelAway
from webapp.models import Embedding, User
from webapp.models.columns import utc_now


def waiting(redis_url: str) -> list[str]:
    return [
        job.func_name for job in Queue("meaning", connection=Redis.from_url(redis_url), serializer=JSONSerializer).jobs
    ]


def test_it_hands_over_what_is_wanted_once(context: Flask, redis_url: str) -> None:
    keeper = VectorKeeper()
    assert keeper.hand_over()
    assert not keeper.hand_over()
    assert waiting(redis_url) == ["tasks.meaning.make_vectors"]


def test_nothing_wanted_means_nothing_to_do(context: Flask, redis_url: str) -> None:
    make_wanted(60)
    assert not VectorKeeper().hand_over()
    assert waiting(redis_url) == []


def test_pictures_go_first(context: Flask, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(alice, "key", model_backend="builtin")
    with writing() as session:
        session.execute(update(Embedding).values(wanted_at=utc_now()))
    assert not VectorKeeper().hand_over()
    monkeypatch.setattr(upkeep, "PICTURES_GO_FIRST", -upkeep.PICTURES_GO_FIRST)
    assert VectorKeeper().hand_over()


def test_without_the_model_nobody_is_bothered(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upkeep, "why_away", lambda: "it is not installed")
    keeper = VectorKeeper()
    keeper.heal()
    assert not keeper.hand_over()


def test_the_task_survives_a_missing_model(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise ModelAway("it is not installed")

    monkeypatch.setattr("tasks.meaning.make_wanted", gone)
    make_vectors()
    assert is_wanted()


def test_the_walk_comes_around_again(context: Flask) -> None:
    keeper = VectorKeeper()
    make_wanted(60)
    for _ in range(3):
        keeper.heal()
    assert not is_wanted()
