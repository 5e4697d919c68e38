"""A provider that answers later is waited for without a worker, is paid once, and nothing of it is lost."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from tests.cast import LateEngine
from webapp.engines.errors import Moderated, OutOfCredit, RateLimited, Unreachable
from webapp.engines.types import Waiting
from webapp.extensions import db
from webapp.models import Attempt, Image, ImageRequest, StableDiffusionUsageLog, User
from webapp.models.columns import utc_now
from webapp.pipeline import attempts, status
from webapp.pipeline.dispatch import dispatch
from webapp.pipeline.reaper import recover
from webapp.pipeline.run import run
from webapp.pipeline.submit import Wish, submit
from webapp.pipeline.watch import Watcher, ask


def ordered(alice: User, key: str, **values: object) -> ImageRequest:
    wish = Wish(**{"prompt": "a red boat", "width_px": 96, "height_px": 64, "model_backend": "late", **values})
    return submit(alice, wish, key)


def fresh(request: ImageRequest) -> ImageRequest:
    db.session.rollback()
    found = db.session.get(ImageRequest, request.id, populate_existing=True)
    assert found is not None
    return found


@pytest.fixture
def watcher(context: Flask) -> Iterator[Watcher]:
    made = Watcher(context)
    yield made
    made.close()


def test_a_waiting_prediction_holds_no_worker(alice: User, late: LateEngine, watcher: Watcher) -> None:
    request = ordered(alice, "key-waits", num_outputs=2)
    run(request.id)
    waiting = fresh(request)
    assert (waiting.status, waiting.lease_token, waiting.prediction_id) == ("waiting", None, "prediction-1")
    assert watcher.round() == 2
    done = fresh(request)
    assert (done.status, done.credits) == ("completed", 4.0)
    assert db.session.query(Image).count() == 2


def test_it_tells_the_engines_own_line(alice: User, late: LateEngine, context: Flask) -> None:
    request = ordered(alice, "key-line")
    run(request.id)
    late.answers["prediction-0"] = [Waiting(progress=0.5, place=3, ask_again_s=9.0)]
    assert ask(db.session.query(Attempt).one().id) == 9.0
    assert fresh(request).stage == "In the engine's own line · 3"
    assert fresh(request).progress == 0.5


def test_a_worker_killed_after_the_id_was_stored_pays_once(alice: User, late: LateEngine, watcher: Watcher) -> None:
    request = ordered(alice, "key-killed")
    run(request.id)
    status.move(request.id, "running", from_=("waiting",), lease_token="dead")
    assert recover(request.id, "dead")
    run(request.id)
    watcher.round()
    assert late.created == ["prediction-0"]
    assert fresh(request).status == "completed"


def test_a_worker_killed_during_a_paid_call_leaves_it_unknown(alice: User, late: LateEngine, context: Flask) -> None:
    request = ordered(alice, "key-unknown")
    status.move(request.id, "running", from_=("queued",), lease_token="dead")
    attempts.begin(request.id, 0)
    assert recover(request.id, "dead")
    run(request.id)
    lost = fresh(request)
    assert (lost.status, lost.error_code) == ("unknown", "lost_contact")
    assert late.created == []


def test_cancelling_tells_the_provider_once(alice: User, late: LateEngine, watcher: Watcher) -> None:
    request = ordered(alice, "key-cancel")
    run(request.id)
    status.cancel(request.id)
    watcher.round()
    watcher.round()
    assert late.cancelled == ["prediction-0"]
    assert db.session.query(Image).count() == 0


def test_a_webhook_beside_the_poller_changes_nothing(alice: User, late: LateEngine, context: Flask) -> None:
    request = ordered(alice, "key-both")
    run(request.id)
    attempt_id = db.session.query(Attempt).one().id
    ask(attempt_id)
    ask(attempt_id)
    assert db.session.query(Image).count() == 1
    assert db.session.query(StableDiffusionUsageLog).count() == 1
    assert fresh(request).status == "completed"


def test_one_refused_picture_keeps_the_others(alice: User, late: LateEngine, watcher: Watcher) -> None:
    request = ordered(alice, "key-part", num_outputs=2)
    run(request.id)
    late.answers["prediction-0"] = [Moderated()]
    watcher.round()
    part = fresh(request)
    assert (part.status, part.error_code) == ("failed", "moderated")
    assert db.session.query(Image).count() == 1
    assert part.credits == 2.0


def test_an_unreachable_provider_is_asked_again(alice: User, late: LateEngine, context: Flask) -> None:
    request = ordered(alice, "key-away")
    run(request.id)
    late.answers["prediction-0"] = [Unreachable()]
    attempt_id = db.session.query(Attempt).one().id
    ask(attempt_id)
    assert fresh(request).status == "waiting"
    ask(attempt_id)
    assert fresh(request).status == "completed"


def test_a_busy_engine_frees_the_worker_until_it_wants_us(alice: User, late: LateEngine, context: Flask) -> None:
    late.refuses_with = RateLimited(retry_after_s=30.0)
    request = ordered(alice, "key-busy")
    run(request.id)
    postponed = fresh(request)
    assert postponed.status == "queued"
    assert postponed.not_before is not None
    assert timedelta(seconds=25) < postponed.not_before - utc_now() < timedelta(seconds=31)
    assert dispatch() == 0


def test_an_engine_without_credit_rests_and_nobody_else_pays_for_it(
    alice: User, bob: User, late: LateEngine, context: Flask
) -> None:
    late.refuses_with = OutOfCredit()
    first = ordered(alice, "key-no-credit")
    run(first.id)
    assert fresh(first).error_code == "no_credit"
    late.refuses_with = None
    second = ordered(bob, "key-rests")
    run(second.id)
    assert fresh(second).error_code == "engine_resting"
    assert late.created == []
