"""Five hundred deaths, double clicks, late and wrong messages: nothing is lost, and nothing is paid for twice.

A failure names its seed; `pytest -k "that seed"` lives through the same story again.
"""

from collections import Counter
from collections.abc import Iterator
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests import cast
from tests.chaos.engines import LEDGERS
from tests.chaos.world import World
from webapp.config import Settings
from webapp.engines import registry
from webapp.extensions import db
from webapp.media import storage
from webapp.models import Attempt, Image, ImageRequest, StableDiffusionUsageLog
from webapp.models.image_request import TERMINAL
from webapp.pipeline.sweep import named_keys
from webapp.storage.sweep import sweep

KILLS = 50
SEEDS = range(1, 11)
POSTGRES_SEEDS = range(101, 103)
# What may end a request here: the provider said no, or its workers died too often. Never: it was forgotten.
HONEST_ENDS = {"", "moderated", "bad_request", "engine_crashed", "lost_contact"}

STORIES = [("sqlite", seed) for seed in SEEDS] + [("postgresql", seed) for seed in POSTGRES_SEEDS]


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Providers can reach this studio, and nobody runs out of credits."""
    wide = {"base_url": "https://studio.test", "max_running_per_user": 1000, "monthly_credits": 1e9}
    return settings.model_copy(update=wide)


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name, kind in (("free", "FreeEngine"), ("paid", "PaidEngine"), ("late", "LatePaidEngine")):
        monkeypatch.setitem(registry.ENGINES, f"chaos_{name}", f"tests.chaos.engines:{kind}")
    registry.engine.cache_clear()
    yield
    registry.engine.cache_clear()
    LEDGERS.clear()


@pytest.fixture
def story(app: Flask, engines: None, seed: int, monkeypatch: pytest.MonkeyPatch) -> World:
    """A whole life of a studio, at its end."""
    with app.app_context():
        people = [cast.make_user(f"Person {number}").id for number in range(3)]
    world = World(app, people, seed)
    world.fate.watch_over(monkeypatch)
    world.live_until(KILLS)
    world.settle()
    return world


@pytest.mark.parametrize(("database_url", "seed"), STORIES, indirect=["database_url"])
def test_nothing_is_lost_and_nothing_is_paid_twice(context: Flask, story: World, seed: int) -> None:
    rows = db.session.scalars(select(ImageRequest)).all()
    told = f"seed {seed}, deaths {dict(story.fate.deaths)}"
    assert {row.id for row in rows} == story.asked, told
    assert [(row.id, row.status) for row in rows if row.status not in TERMINAL] == [], told
    assert {row.error_code for row in rows} <= HONEST_ENDS, told
    assert [key for key, count in story.ledger.accepted.items() if key[0] != "chaos_free" and count > 1] == [], told
    assert_each_call_was_written_down(story)
    for row in rows:
        assert_whole(row, story)
    assert_each_picture_is_logged_once()
    assert_no_file_without_a_row()


def assert_each_call_was_written_down(story: World) -> None:
    begun = Counter(db.session.scalars(select(Attempt.request_id)).all())
    made: Counter[UUID] = Counter()
    for (_, request_id, _), count in story.ledger.accepted.items():
        made[request_id] += count
    assert [request_id for request_id in made if made[request_id] > begun[request_id]] == []
    waited = select(Attempt.id).where(Attempt.finished_at.is_(None), Attempt.prediction_id.is_not(None))
    assert db.session.scalars(waited).all() == []


def assert_whole(row: ImageRequest, story: World) -> None:
    positions = [image.position for image in row.images]
    assert len(set(positions)) == len(positions)
    assert set(positions) <= set(range(row.num_outputs))
    assert (row.status == "completed") <= (len(positions) == row.num_outputs), row.id
    assert (row.status == "cancelled") <= (row.id in story.cancelled), row.id
    assert (row.status == "unknown") <= (row.model_backend != "chaos_free"), row.id
    if row.status == "completed":
        assert row.error_code == ""
        spent = select(func.sum(StableDiffusionUsageLog.credits)).where(StableDiffusionUsageLog.request_id == row.id)
        assert row.credits == db.session.scalar(spent)


def assert_each_picture_is_logged_once() -> None:
    pictures = sorted(db.session.scalars(select(Image.id)))
    assert pictures == sorted(db.session.scalars(select(StableDiffusionUsageLog.image_id)))


def assert_no_file_without_a_row() -> None:
    assert sweep(storage(), named_keys, older_than_s=-1.0).problem is None
    keys = {key for area in ("pictures", "thumbs") for key in storage().list_keys(area)}
    wanted = {key for image in db.session.scalars(select(Image)) for key in (image.file_path, image.small_path)}
    assert wanted <= keys
    assert named_keys(sorted(keys)) == keys
    assert list(storage().leftovers()) == []
