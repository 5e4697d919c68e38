"""A worker is frozen past its lease and wakes when another has done its work: it changes nothing."""

import signal

from tests.faults.harness import Studio
from tests.runtime.processes import wait_until
from webapp.models import User


def test_it_changes_nothing(studio: Studio, alice: User) -> None:
    studio.set_fault("hold")
    first = studio.start_worker(ATELIER_HEARTBEAT_S="0.2")
    request_id = studio.ask(alice, num_outputs=2)
    studio.wait_until_held(request_id)
    horse = first.horse()
    first.freeze(signal.SIGSTOP)
    studio.clear_fault("hold")
    studio.start_worker(ATELIER_HEARTBEAT_S="0.2")
    studio.start_upkeep(ATELIER_LEASE_S="1")
    done = studio.wait_for(request_id, "completed")
    first.freeze(signal.SIGCONT)
    wait_until(lambda: not horse.is_running())
    assert studio.row(request_id).version == done.version
    assert "is not wanted any more" in studio.log.read_text()
    studio.assert_whole(request_id, 2)
