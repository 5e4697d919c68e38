"""Redis is started anew while a worker draws: the drawing goes on, and so does the worker afterwards."""

from tests.faults.harness import Studio
from tests.runtime.processes import lives, read, wait_until
from webapp.models import User


def test_the_worker_goes_on(studio: Studio, alice: User) -> None:
    studio.set_fault("hold")
    worker = studio.start_worker(ATELIER_MONITORING_S="1")
    first = studio.ask(alice, num_outputs=2)
    studio.wait_until_held(first)
    studio.stop_redis()
    wait_until(lambda: "Redis is away; the drawing goes on" in read(studio.log))
    studio.start_redis()
    studio.clear_fault("hold")
    studio.wait_for(first, "completed")
    studio.assert_whole(first, 2)
    studio.start_upkeep()
    second = studio.ask(alice)
    studio.wait_for(second, "completed")
    assert len(studio.drawn()) == 3
    assert lives(worker.process.pid)


def test_a_drawing_is_finished_without_redis(studio: Studio, alice: User) -> None:
    studio.set_fault("hold")
    studio.start_worker()
    request_id = studio.ask(alice, num_outputs=2)
    studio.wait_until_held(request_id)
    studio.stop_redis()
    studio.clear_fault("hold")
    studio.wait_for(request_id, "completed")
    studio.assert_whole(request_id, 2)
