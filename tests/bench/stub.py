"""An engine that takes two seconds by the clock and no work, so that the rest can be measured around it."""

import time

import numpy as np
from PIL import Image as Pixels

from webapp.engines import registry
from webapp.engines.base import Engine
from webapp.engines.types import Capabilities, EngineRequest, EngineResult, Picture, Report

TAKES_S = 2.0
STEPS = 20


class StubEngine(Engine):
    """Draws noise-free stripes, exactly TAKES_S after it was asked."""

    name = "stub"
    label = "Stub"
    about = "Two seconds, for measuring."
    capabilities = Capabilities()

    def missing(self) -> str | None:
        return None

    def run(self, request: EngineRequest, report: Report) -> EngineResult:
        ends_at = time.monotonic() + TAKES_S
        stripes = np.linspace(0, 255, request.width_px, dtype=np.uint8)
        pixels = np.broadcast_to(stripes[None, :, None], (request.height_px, request.width_px, 3))
        for step in range(STEPS):
            report(step / STEPS, "Waiting")
            time.sleep(max(0.0, (ends_at - time.monotonic()) / (STEPS - step)))
        return EngineResult((Picture(Pixels.fromarray(np.ascontiguousarray(pixels)), request.seed),))


def install() -> None:
    """Makes the engine known in this process."""
    registry.ENGINES["stub"] = f"{StubEngine.__module__}:{StubEngine.__qualname__}"
    registry.engine.cache_clear()
