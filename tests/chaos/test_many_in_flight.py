"""Three hundred predictions at once: one watcher brings each home, whatever others hang."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from threading import Event
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from tasks.upkeep import WATCH_EVERY_S
from tests.cast import LateEngine, flat_picture
from tests.runtime.processes import wait_until
from webapp.database import writing
from webapp.engines.types import EngineRequest, EngineResult, Waiting
from webapp.extensions import db
from webapp.models import Attempt, Image, ImageRequest, User
from webapp.models.columns import new_id
from webapp.pipeline.watch import Watcher

IN_FLIGHT = 300
HANGING = 8
DONE_WITHIN_S = 6.0
GIVEN_UP_AFTER_S = 80.0

pytestmark = [pytest.mark.parametrize("database_url", ["sqlite"], indirect=True), pytest.mark.timeout(240)]


class Provider:
    """Is done with each prediction at a time of its own; some calls to it hang until `answers_again`."""

    def __init__(self) -> None:
        choose = random.Random(7)
        began = time.time()
        self.done_at = {f"p{number}": began + choose.uniform(0, DONE_WITHIN_S) for number in range(IN_FLIGHT)}
        self.hangs = {f"h{number}" for number in range(HANGING)}
        self.answers_again = Event()
        self.fetched: Counter[str] = Counter()

    def collect(self, prediction_id: str, request: EngineRequest) -> EngineResult | Waiting:
        if prediction_id in self.hangs:
            self.answers_again.wait(GIVEN_UP_AFTER_S)
            return flat_picture(request)
        left_s = self.done_at[prediction_id] - time.time()
        if left_s > 0:
            return Waiting(progress=1 - left_s / DONE_WITHIN_S)
        self.fetched[prediction_id] += 1
        return flat_picture(request)


@pytest.fixture
def provider(context: Flask, alice: User, late: LateEngine, monkeypatch: pytest.MonkeyPatch) -> Provider:
    """A provider that has accepted all the calls; the rows are as a worker leaves them."""
    made = Provider()
    monkeypatch.setattr(late, "collect", made.collect)
    with writing() as session:
        for prediction_id in sorted(made.hangs) + list(made.done_at):
            row = _waiting(alice.id, prediction_id)
            session.add(row)
            session.flush()
            session.add(Attempt(request_id=row.id, token=prediction_id, prediction_id=prediction_id))
    return made


@pytest.fixture
def watcher(app: Flask) -> Iterator[Watcher]:
    made = Watcher(app)
    yield made
    made.close()


def _waiting(user_id: UUID, prediction_id: str) -> ImageRequest:
    known = {"prompt": "a red boat", "final_prompt": "a red boat", "width_px": 64, "height_px": 64}
    named = {"model_backend": "late", "idempotency_key": prediction_id, "prediction_id": prediction_id}
    return ImageRequest(id=new_id(), user_id=user_id, status="waiting", **known, **named)


def _completed() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).where(ImageRequest.status == "completed")) or 0


def test_each_comes_home_though_some_calls_hang(provider: Provider, watcher: Watcher) -> None:
    deadline = time.monotonic() + GIVEN_UP_AFTER_S
    while _completed() < IN_FLIGHT and time.monotonic() < deadline:
        watcher.round()
        time.sleep(WATCH_EVERY_S)
    assert _completed() == IN_FLIGHT
    assert provider.fetched == dict.fromkeys(provider.done_at, 1), "each was fetched, and only once"
    provider.answers_again.set()
    wait_until(lambda: bool(watcher.round()) or _completed() == IN_FLIGHT + HANGING, GIVEN_UP_AFTER_S)
    assert db.session.scalar(select(func.count(Image.id))) == IN_FLIGHT + HANGING
    assert db.session.scalars(select(ImageRequest.lease_token).distinct()).all() == [None]
