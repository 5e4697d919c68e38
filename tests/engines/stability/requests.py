"""Requests as the tests send them, and what arrived."""

from dataclasses import replace
from typing import Any

from tests.engines.contract import Told
from tests.engines.fake.provider import Call, picture
from tests.engines.fake.stability import FakeStability
from webapp.engines.check import check
from webapp.engines.stability.engine import Stability
from webapp.engines.types import EngineRequest

WORDS = EngineRequest("a red boat", width_px=1216, height_px=810, seed=7)


def sent(engine: Stability, fake: FakeStability, operation: str = "generate", **values: Any) -> Call:
    """Draws, and returns the one call that made it; what the check or the contract refuses fails the test."""
    request = replace(WORDS, operation=operation, **values)
    check(engine, request)
    engine.run(request, Told())
    creates = [call for call in fake.calls if call.key.startswith("POST")]
    assert fake.complaints == []
    assert len(creates) == 1
    return creates[0]


SOURCE = picture(512, 512, "WEBP")
MASK = picture(512, 512, "PNG", "L")
