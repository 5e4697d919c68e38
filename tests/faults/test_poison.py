"""A request that kills whoever draws it is given up after three recoveries; other people's go on."""

from tests.faults.harness import Studio
from webapp.models import User


def test_it_is_given_up_and_the_others_proceed(studio: Studio, alice: User, bob: User) -> None:
    poisoned = studio.ask(alice, "poison")
    others = [studio.ask(bob), studio.ask(alice)]
    studio.start_worker()
    studio.start_upkeep()
    for request_id in others:
        studio.wait_for(request_id, "completed")
        studio.assert_whole(request_id, 1)
    failed = studio.wait_for(poisoned, "failed")
    assert (failed.error_code, failed.recoveries) == ("engine_crashed", 3)
    assert "Change something" in failed.error_message
    assert len([line for line in studio.drawn() if line.startswith("poison")]) == 4
