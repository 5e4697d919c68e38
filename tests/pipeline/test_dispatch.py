"""Who is next: the person least recently served, as many as there are workers, nobody while the queue is away."""

from datetime import timedelta

import pytest
from flask import Flask
from redis import Redis
from rq import Queue
from rq.serializers import JSONSerializer

from tests.pipeline.wishes import asked, fresh
from webapp.database import writing
from webapp.extensions import db
from webapp.models import User
from webapp.models.columns import utc_now
from webapp.pipeline import dispatch as module
from webapp.pipeline import status, submit
from webapp.pipeline.dispatch import dispatch, rescue_undelivered

pytestmark = pytest.mark.usefixtures("context", "quick")


@pytest.fixture
def queue(redis_url: str) -> Queue:
    """The queue as the workers see it."""
    return Queue("images", connection=Redis.from_url(redis_url), serializer=JSONSerializer)


@pytest.fixture
def held_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Submitting alone hands nothing over, so that a test says when."""
    monkeypatch.setattr(submit, "dispatch", lambda: 0)


def workers(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(module, "worker_count", lambda *_: count)


def handed_over(queue: Queue) -> list[str]:
    return [job.args[0] for job in queue.get_jobs()]


@pytest.mark.usefixtures("held_back")
def test_people_take_turns(
    alice: User, bob: User, charlie: User, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_alice = [asked(alice, f"a-{number}") for number in range(3)]
    of_bob = [asked(bob, f"b-{number}") for number in range(2)]
    of_charlie = [asked(charlie, "c-0")]
    workers(monkeypatch, 6)
    assert dispatch() == 6
    order = [of_alice[0], of_bob[0], of_charlie[0], of_alice[1], of_bob[1], of_alice[2]]
    assert handed_over(queue) == [str(row.id) for row in order]


@pytest.mark.usefixtures("held_back")
def test_somebody_new_does_not_wait_behind_a_long_line(
    alice: User, bob: User, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    workers(monkeypatch, 1)
    for number in range(10):
        asked(alice, f"a-{number}")
    dispatch()
    newcomer = asked(bob, "b-0")
    workers(monkeypatch, 2)
    dispatch()
    assert handed_over(queue)[1] == str(newcomer.id)


@pytest.mark.usefixtures("held_back")
def test_the_urgent_comes_first_within_ones_own_line(alice: User, queue: Queue) -> None:
    asked(alice, "a-0")
    urgent = asked(alice, "a-1")
    with writing():
        urgent.priority = 5
    dispatch()
    assert handed_over(queue) == [str(urgent.id)]


@pytest.mark.parametrize(("count", "handed"), [(0, 1), (1, 1), (3, 3), (9, 5)])
@pytest.mark.usefixtures("held_back")
def test_no_more_than_the_workers_can_take(
    alice: User, monkeypatch: pytest.MonkeyPatch, count: int, handed: int
) -> None:
    for number in range(5):
        asked(alice, f"a-{number}")
    workers(monkeypatch, count)
    assert dispatch() == handed
    assert dispatch() == 0


@pytest.mark.usefixtures("held_back")
def test_a_worker_that_is_done_makes_room_for_one(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [asked(alice, f"a-{number}") for number in range(4)]
    workers(monkeypatch, 2)
    assert dispatch() == 2
    status.move(rows[0].id, "running", from_=("queued",), lease_token="x")
    assert dispatch() == 0
    status.move(rows[0].id, "completed", held_by="x")
    assert dispatch() == 1


@pytest.mark.usefixtures("held_back")
def test_what_must_wait_is_passed_over(alice: User, bob: User, queue: Queue) -> None:
    later, now = asked(alice, "a-0"), asked(bob, "b-0")
    with writing():
        later.not_before = utc_now() + timedelta(minutes=1)
    assert dispatch() == 1
    assert handed_over(queue) == [str(now.id)]


@pytest.mark.usefixtures("held_back")
def test_nobody_loses_their_turn_while_the_queue_is_away(context: Flask, alice: User) -> None:
    row = asked(alice, "a-0")
    context.config["REDIS_URL"] = "unix:///nowhere/redis.sock"
    assert dispatch() == 0
    assert fresh(row).dispatched_at is None
    assert db.session.get_one(User, alice.id, populate_existing=True).last_served_at is None


def test_what_lies_in_no_queue_is_handed_over_again(alice: User, queue: Queue) -> None:
    row = asked(alice, "a-0")
    assert rescue_undelivered() == 0
    queue.connection.flushdb()
    assert rescue_undelivered() == 1
    assert dispatch() == 1
    assert handed_over(queue) == [str(row.id)]


def test_nothing_is_taken_back_while_the_queue_is_away(context: Flask, alice: User) -> None:
    row = asked(alice, "a-0")
    context.config["REDIS_URL"] = "unix:///nowhere/redis.sock"
    assert rescue_undelivered() == 0
    assert fresh(row).dispatched_at is not None


def test_a_request_under_way_is_never_taken_back(alice: User, queue: Queue) -> None:
    row = asked(alice, "a-0")
    queue.connection.flushdb()
    status.move(row.id, "running", from_=("queued",), lease_token="x")
    assert rescue_undelivered() == 0
    assert fresh(row).status == "running"
