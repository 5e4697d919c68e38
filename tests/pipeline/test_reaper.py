"""A worker that is heard no more loses its request: by a heartbeat that stands still, on the reaper's own clock."""

import pytest
from flask import current_app
from sqlalchemy.exc import OperationalError

from tests.pipeline.wishes import asked, fresh
from webapp.models import ImageRequest, User
from webapp.pipeline import lease, reaper, status
from webapp.pipeline.reaper import LEASE_S, MAX_RECOVERIES, Reaper, recover

pytestmark = pytest.mark.usefixtures("context", "quick")


class Clock:
    """A steady clock that a test turns."""

    now = 1000.0

    def monotonic(self) -> float:
        return self.now


def wait(clock: Clock, watching: Reaper, seconds: float) -> int:
    """Lets time pass with a look every five seconds, and returns how many requests were recovered."""
    end, recovered = clock.now + seconds, watching.reap()
    while clock.now < end:
        clock.now = min(end, clock.now + 5)
        recovered += watching.reap()
    return recovered


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(reaper, "time", made)
    return made


@pytest.fixture
def running(alice: User) -> ImageRequest:
    """A request that a worker has claimed."""
    row = asked(alice, "key-running")
    assert lease.claim(row.id)
    return fresh(row)


def held_by(row: ImageRequest) -> str:
    assert row.lease_token
    return row.lease_token


def test_a_silent_worker_loses_its_request(running: ImageRequest, clock: Clock) -> None:
    watching = Reaper()
    assert wait(clock, watching, LEASE_S - 1) == 0
    assert wait(clock, watching, 1) == 1
    row = fresh(running)
    assert (row.status, row.lease_token, row.dispatched_at, row.recoveries) == ("queued", None, None, 1)


def test_a_worker_that_is_heard_keeps_it_for_ever(running: ImageRequest, clock: Clock) -> None:
    watching = Reaper()
    for _ in range(5):
        assert wait(clock, watching, LEASE_S - 1) == 0
        assert status.beat(running.id, held_by(running))


def test_a_reaper_that_has_just_started_gives_everybody_the_whole_time(running: ImageRequest, clock: Clock) -> None:
    clock.now += LEASE_S * 10
    assert Reaper().reap() == 0


def test_a_reaper_that_could_not_look_does_so_too(running: ImageRequest, clock: Clock) -> None:
    """The database was away for a minute: the workers could not be heard, and are still drawing."""
    watching = Reaper()
    wait(clock, watching, 20)
    clock.now += 60
    assert wait(clock, watching, LEASE_S - 1) == 0
    assert wait(clock, watching, 1) == 1


def test_another_worker_begins_with_the_whole_time(running: ImageRequest, clock: Clock) -> None:
    watching = Reaper()
    wait(clock, watching, LEASE_S - 1)
    lease.give_back(running.id, held_by(running))
    assert lease.claim(running.id)
    assert wait(clock, watching, LEASE_S - 1) == 0


def test_what_waits_in_the_line_is_none_of_its_business(alice: User, clock: Clock) -> None:
    row = asked(alice, "key-waits")
    assert wait(clock, Reaper(), LEASE_S * 3) == 0
    assert fresh(row).status == "queued"


def test_after_three_recoveries_it_is_given_up(running: ImageRequest) -> None:
    for number in range(MAX_RECOVERIES):
        assert recover(running.id, held_by(fresh(running)))
        assert fresh(running).recoveries == number + 1
        assert lease.claim(running.id)
    assert recover(running.id, held_by(fresh(running)))
    row = fresh(running)
    assert (row.status, row.error_code, row.lease_token) == ("failed", "engine_crashed", None)


def test_a_dead_worker_takes_nothing_from_the_one_that_goes_on(running: ImageRequest) -> None:
    before = held_by(running)
    lease.give_back(running.id, before)
    assert lease.claim(running.id)
    assert not recover(running.id, before)
    row = fresh(running)
    assert (row.status, row.recoveries) == ("running", 0)


def test_a_finished_request_stays_finished(running: ImageRequest) -> None:
    token = held_by(running)
    status.move(running.id, "completed", held_by=token)
    assert not recover(running.id, token)
    assert fresh(running).status == "completed"


def test_a_locked_database_is_waited_for(running: ImageRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    move = status.move
    failures = [OperationalError("", {}, Exception("database is locked"))] * 2

    def locked_twice(*args: object, **values: object) -> bool:
        if failures:
            raise failures.pop()
        return move(*args, **values)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(status, "move", locked_twice)
    with pytest.raises(OperationalError):
        recover(running.id, held_by(running))
    monkeypatch.setitem(current_app.config, "DATABASE_PATIENCE_S", 5.0)
    assert recover(running.id, held_by(fresh(running)))
    assert fresh(running).status == "queued"
