"""Requests as the tests send them, and what arrived."""

from dataclasses import replace
from typing import Any

from tests.engines.contract import Told
from tests.engines.fake.provider import picture
from tests.engines.fake.replicate import FakeReplicate
from tests.engines.fake.replicate_models import FLUX
from webapp.engines.check import check
from webapp.engines.replicate.engine import Replicate
from webapp.engines.types import EngineRequest

WORDS = EngineRequest("a red boat", model=FLUX, width_px=1216, height_px=808, seed=7)
SOURCE = picture(96, 64, "WEBP")
MASK = picture(96, 64, "PNG", "L")


def sent(engine: Replicate, fake: FakeReplicate, **values: Any) -> dict[str, Any]:
    """Draws, and returns the body of the one call that created it; what the check or the fake refuses fails."""
    request = replace(WORDS, **values)
    check(engine, request)
    engine.run(request, Told())
    creates = [call for call in fake.calls if call.key.startswith("POST") and call.json]
    assert fake.complaints == []
    assert len(creates) == 1
    body: dict[str, Any] = creates[0].json
    return body
