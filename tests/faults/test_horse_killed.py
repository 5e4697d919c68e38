"""A drawing process is killed by the system: its worker puts the request back at once."""

import signal
import time

from tests.faults.harness import Studio
from tests.runtime.processes import wait_until
from webapp.models import User


def test_the_picture_is_made_within_seconds(studio: Studio, alice: User) -> None:
    studio.set_fault("hold")
    worker = studio.start_worker()
    request_id = studio.ask(alice, num_outputs=2)
    studio.wait_until_held(request_id)
    worker.horse().send_signal(signal.SIGKILL)
    killed = time.monotonic()
    wait_until(lambda: studio.row(request_id).recoveries == 1)
    studio.clear_fault("hold")
    studio.wait_for(request_id, "completed", 10)
    assert time.monotonic() - killed < 10
    studio.assert_whole(request_id, 2)


def test_a_death_between_the_row_and_its_thumbnails_loses_neither(studio: Studio, alice: User) -> None:
    studio.set_fault("die-before-hooks")
    studio.start_worker()
    request_id = studio.ask(alice, num_outputs=2)
    row = studio.wait_for(request_id, "completed")
    assert row.recoveries == 1
    assert len(studio.drawn()) == 2
    studio.assert_whole(request_id, 2)


def test_a_killed_drawing_takes_nothing_from_the_worker_that_goes_on(studio: Studio, alice: User) -> None:
    """The dead process was frozen so long that the request is another's already."""
    studio.set_fault("hold")
    first = studio.start_worker(ATELIER_HEARTBEAT_S="0.2")
    request_id = studio.ask(alice)
    studio.wait_until_held(request_id)
    horse = first.horse()
    horse.send_signal(signal.SIGSTOP)
    studio.start_upkeep(ATELIER_LEASE_S="1")
    studio.start_worker(ATELIER_HEARTBEAT_S="0.2")
    wait_until(lambda: len(studio.drawn()) == 2, 30)
    studio.wait_until_held(request_id)
    holder = studio.row(request_id).lease_token
    horse.send_signal(signal.SIGKILL)
    wait_until(lambda: "Work-horse terminated unexpectedly" in studio.log.read_text())
    wait_until(lambda: studio.row(request_id).heartbeat > 0)
    assert studio.row(request_id).lease_token == holder
    studio.clear_fault("hold")
    studio.wait_for(request_id, "completed")
    assert studio.row(request_id).recoveries == 1
    studio.assert_whole(request_id, 1)
