"""A picture that arrives after its request was cancelled is dropped; what the engine took for it is written down."""

import pytest
from flask import Flask
from PIL import Image as Pixels

from tests.cast import QuickEngine
from tests.pipeline.wishes import asked, fresh
from webapp.engines.types import EngineRequest, EngineResult, Picture, Report
from webapp.extensions import db
from webapp.models import Image, StableDiffusionUsageLog, User
from webapp.pipeline import status
from webapp.pipeline.run import run


@pytest.mark.parametrize(("credits_taken", "logged"), [(3.0, [3.0]), (None, [])])
def test_what_it_cost_is_kept(
    context: Flask,
    alice: User,
    quick: QuickEngine,
    monkeypatch: pytest.MonkeyPatch,
    credits_taken: float | None,
    logged: list[float],
) -> None:
    row = asked(alice, "key-dropped")

    def draw(request: EngineRequest, report: Report) -> EngineResult:
        status.cancel(row.id)
        picture = Pixels.new("RGB", (request.width_px, request.height_px))
        return EngineResult((Picture(picture, request.seed),), credits_taken)

    monkeypatch.setattr(quick, "run", draw)
    run(row.id)
    assert fresh(row).status == "cancelled"
    assert db.session.query(Image).count() == 0
    assert [log.credits for log in db.session.query(StableDiffusionUsageLog)] == logged
