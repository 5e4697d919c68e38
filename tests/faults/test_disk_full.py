"""There is no room for a finished picture: it waits for space and says so, and is not drawn again."""

from tests.faults.harness import Studio
from webapp.models import User


def test_the_picture_waits_for_space(studio: Studio, alice: User) -> None:
    studio.set_fault("full")
    studio.start_worker()
    request_id = studio.ask(alice)
    studio.wait_for_stage(request_id, "Made, waiting for space")
    assert studio.row(request_id).is_live
    studio.clear_fault("full")
    studio.wait_for(request_id, "completed")
    assert len(studio.drawn()) == 1
    studio.assert_whole(request_id, 1)
