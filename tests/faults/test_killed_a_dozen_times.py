"""Real drawing processes are killed a dozen times, each in the middle: every picture is there once in the end."""

from functools import partial
from uuid import UUID

from tests.faults.harness import Studio
from tests.runtime.processes import wait_until
from webapp.models import User
from webapp.pipeline.reaper import MAX_RECOVERIES

REQUESTS = 4
PICTURES = 2


def test_every_request_survives_as_many_deaths_as_it_may(studio: Studio, alice: User) -> None:
    worker = studio.start_worker()
    studio.start_upkeep()
    for number in range(REQUESTS):
        studio.set_fault("hold")
        request_id = studio.ask(alice, f"boat {number}", num_outputs=PICTURES)
        for deaths in range(1, MAX_RECOVERIES + 1):
            studio.wait_until_held(request_id)
            worker.horse().kill()
            wait_until(partial(has_died, studio, request_id, deaths))
        studio.clear_fault("hold")
        studio.wait_for(request_id, "completed")
        studio.assert_whole(request_id, PICTURES)
    assert len(studio.drawn()) == REQUESTS * (PICTURES + MAX_RECOVERIES)


def has_died(studio: Studio, request_id: UUID, times: int) -> bool:
    return studio.row(request_id).recoveries == times
