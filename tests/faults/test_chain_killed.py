"""A worker loses its power in every step of a chain: each step is made once, and the chain comes to its end."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.cast import make_image
from tests.faults.harness import Studio
from tests.runtime.processes import wait_until
from webapp.chains.service import start_runs
from webapp.extensions import db
from webapp.models import ChainRun, Image, ImageRequest, User
from webapp.pipeline.audit import audit

ENDS_WITHIN_S = 60.0
STEP: dict[str, Any] = {
    "kind": "edit",
    "operation": "variation",
    "model_backend": "slow",
    "model": "",
    "prompt": "once more",
    "negative_prompt": "",
    "params": {},
    "seed": 7,
    "mask_of": None,
}


def run_of(studio: Studio, run_id: UUID) -> ChainRun:
    return studio.in_app(lambda: db.session.get_one(ChainRun, run_id, populate_existing=True))


def request_of(studio: Studio, run_id: UUID, step: int) -> UUID:
    """Waits until a step was asked for and returns its request."""
    wait_until(lambda: run_of(studio, run_id).step == step and run_of(studio, run_id).request_id is not None, 60.0)
    asked = run_of(studio, run_id).request_id
    assert asked is not None
    return asked


@pytest.mark.timeout(240)
def test_nothing_is_lost_and_nothing_is_made_twice(studio: Studio, alice: User) -> None:
    def begin() -> UUID:
        source = make_image(alice, width_px=64, height_px=64)
        return start_runs(alice.id, "Twice more", [STEP, STEP], [source])[0]

    studio.start_upkeep(ATELIER_LEASE_S="15")
    run_id = studio.in_app(begin)
    for step in range(2):
        studio.set_fault("hold")
        worker = studio.start_worker()
        studio.wait_until_held(request_of(studio, run_id, step), ENDS_WITHIN_S)
        worker.kill()
        studio.clear_fault("hold")
        second = studio.start_worker()
        wait_until(lambda done=step + 1: run_of(studio, run_id).step == done, ENDS_WITHIN_S)
        second.terminate()
    wait_until(lambda: run_of(studio, run_id).status == "done", ENDS_WITHIN_S)
    with studio.app.app_context():
        requests = db.session.scalars(select(ImageRequest).order_by(ImageRequest.id)).all()
        assert [each.status for each in requests] == ["completed"] * 2
        first, second_made = (
            db.session.scalars(select(Image).where(Image.request_id == each.id)).one() for each in requests
        )
        run = db.session.get_one(ChainRun, run_id)
        assert (first.parent_id, second_made.parent_id, run.image_id) == (run.source_image_id, first.id, second_made.id)
        assert audit().is_whole
