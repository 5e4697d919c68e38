"""Requests as the tests send them, and what arrived."""

from dataclasses import replace
from typing import Any

from tests.engines.contract import Told
from tests.engines.fake.openai import FakeOpenAI
from tests.engines.fake.provider import Call, picture
from webapp.engines.check import check
from webapp.engines.openai_images.engine import OpenAIImages
from webapp.engines.types import EngineRequest

WORDS = EngineRequest("a red boat", width_px=1216, height_px=800, seed=7)
SOURCE = picture(512, 512, "WEBP")
MASK = picture(256, 256, "PNG", "L")


def sent(engine: OpenAIImages, fake: FakeOpenAI, **values: Any) -> Call:
    """Draws, and returns the one call that made it; what the check or the fake refuses fails the test."""
    request = replace(WORDS, **values)
    check(engine, request)
    engine.run(request, Told())
    creates = [call for call in fake.calls if call.key.startswith("POST")]
    assert fake.complaints == []
    assert len(creates) == 1
    return creates[0]
