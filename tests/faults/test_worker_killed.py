"""A worker and its drawing process lose their power in the middle: another finishes within a minute."""

import time

from tests.faults.harness import Studio
from webapp.models import User

FINISHES_WITHIN_S = 60.0


def test_another_worker_finishes(studio: Studio, alice: User) -> None:
    studio.start_upkeep()
    first = studio.start_worker()
    studio.set_fault("hold")
    request_id = studio.ask(alice, num_outputs=3)
    studio.wait_until_held(request_id)
    first.kill()
    killed = time.monotonic()
    studio.clear_fault("hold")
    studio.start_worker()
    row = studio.wait_for(request_id, "completed", FINISHES_WITHIN_S)
    assert time.monotonic() - killed < FINISHES_WITHIN_S
    assert row.recoveries == 1
    assert len(studio.drawn()) == 4
    studio.assert_whole(request_id, 3)
