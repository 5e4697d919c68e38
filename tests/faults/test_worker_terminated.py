"""A worker is asked to stop (a deploy): it stops at once and another goes on where it was."""

import time

from tests.faults.harness import STOPS_WITHIN_S, Studio
from webapp.models import User


def test_another_goes_on_where_it_was(studio: Studio, alice: User) -> None:
    first = studio.start_worker()
    studio.set_fault("hold")
    request_id = studio.ask(alice, num_outputs=2)
    studio.wait_until_held(request_id)
    asked = time.monotonic()
    first.terminate()
    assert first.process.wait(STOPS_WITHIN_S) == 0
    assert time.monotonic() - asked < STOPS_WITHIN_S
    given_back = studio.row(request_id)
    assert (given_back.status, given_back.lease_token, given_back.recoveries) == ("queued", None, 0)
    studio.clear_fault("hold")
    studio.start_worker()
    studio.wait_for(request_id, "completed", 15)
    studio.assert_whole(request_id, 2)


def test_a_worker_that_waits_for_space_stops_too(studio: Studio, alice: User) -> None:
    studio.set_fault("full")
    first = studio.start_worker()
    request_id = studio.ask(alice)
    studio.wait_for_stage(request_id, "Made, waiting for space")
    first.terminate()
    assert first.process.wait(STOPS_WITHIN_S) == 0
    assert studio.row(request_id).status == "queued"
    studio.clear_fault("full")
    studio.start_worker()
    studio.wait_for(request_id, "completed")
    studio.assert_whole(request_id, 1)


def test_a_worker_without_work_stops_at_once(studio: Studio, alice: User) -> None:
    worker = studio.start_worker()
    studio.wait_for(studio.ask(alice), "completed")
    worker.terminate()
    assert worker.process.wait(STOPS_WITHIN_S) == 0
