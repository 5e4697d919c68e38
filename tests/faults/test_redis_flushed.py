"""Redis loses everything it holds while twenty requests wait: all are made, each once."""

from redis import Redis

from tests.faults.harness import Studio
from tests.runtime.processes import wait_until
from webapp.models import User
from webapp.queue import worker_count

QUEUED = 20


def test_all_of_them_finish_once(studio: Studio, alice: User, bob: User) -> None:
    studio.set_fault("hold")
    studio.start_upkeep()
    studio.start_worker()
    studio.start_worker()
    requests = [studio.ask(alice if number % 2 else bob, f"boat {number}") for number in range(QUEUED)]
    wait_until(lambda: len(studio.drawn()) == 2)
    with Redis.from_url(studio.redis_url) as redis:
        redis.flushall()
    studio.clear_fault("hold")
    for request_id in requests:
        studio.wait_for(request_id, "completed", 60)
    for request_id in requests:
        studio.assert_whole(request_id, 1)
    assert len(studio.drawn()) == QUEUED


def test_what_lay_in_the_queue_is_handed_over_again(studio: Studio, alice: User) -> None:
    request_id = studio.ask(alice)
    assert studio.row(request_id).dispatched_at is not None
    with Redis.from_url(studio.redis_url) as redis:
        redis.flushall()
    studio.start_upkeep()
    studio.start_worker()
    studio.wait_for(request_id, "completed")
    assert len(studio.drawn()) == 1
    studio.assert_whole(request_id, 1)


def test_the_workers_are_counted_again(studio: Studio, alice: User) -> None:
    studio.start_worker()
    studio.start_worker()
    wait_until(lambda: studio.in_app(worker_count) == 2)
    with Redis.from_url(studio.redis_url) as redis:
        redis.flushall()
    assert studio.in_app(worker_count) == 0
    wait_until(lambda: studio.in_app(worker_count) == 2)
