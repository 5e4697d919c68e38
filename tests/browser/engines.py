"""An engine for the browser tests that draws when it is told to, so that a test decides how far a drawing is."""

import os
import re
import time
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image as Pixels

from webapp.engines import registry
from webapp.engines.base import Engine
from webapp.engines.errors import Rejected
from webapp.engines.types import Capabilities, EngineRequest, EngineResult, Picture, Report

GATES = "ATELIER_TEST_GATES"
STEPS = 10
HOLDS_AT = 5
LOOKS_EVERY_S = 0.02


class PacedEngine(Engine):
    """Ten quick steps. "hold NAME" in the prompt waits in the middle until the file NAME lies in the gates' folder;
    "fail NAME" fails until then.
    """

    name = "paced"
    label = "Paced"
    about = "Gradients, at the pace of a test."
    capabilities = Capabilities(
        negative_prompt=True,
        steps=(1, 50),
        guidance_scale=(1.0, 20.0),
        schedulers=("even",),
        credits_per_picture=1.5,
    )

    def missing(self) -> str | None:
        return None

    def run(self, request: EngineRequest, report: Report) -> EngineResult:
        picture = gradient(request.width_px, request.height_px, request.seed)
        if gate := _gate("fail", request.prompt):
            report(0.2, "Looking around")
            if not gate.exists():
                raise Rejected("The engine refused this prompt. Say it in other words.")
        gate = _gate("hold", request.prompt)
        for step in range(STEPS):
            report(step / STEPS, f"Layer {step + 1}", lambda: _small(picture))
            while gate is not None and step == HOLDS_AT and not gate.exists():
                time.sleep(LOOKS_EVERY_S)
                report(step / STEPS, f"Layer {step + 1}", lambda: _small(picture))
        return EngineResult((Picture(picture, request.seed),))


def add_paced_engine() -> None:
    """Puts the engine into the list of this process, behind the built-in one."""
    registry.ENGINES["paced"] = "tests.browser.engines:PacedEngine"


def gradient(width_px: int, height_px: int, seed: int) -> Pixels.Image:
    """Returns a soft picture, told from others by its seed."""
    chance = np.random.default_rng(seed)
    corners = chance.integers(30, 230, (2, 2, 3), dtype=np.uint8)
    return Pixels.fromarray(corners).resize((width_px, height_px), Pixels.Resampling.BICUBIC)


def _gate(word: str, prompt: str) -> Path | None:
    found = re.search(rf"\b{word} (\w+)", prompt)
    return Path(os.environ[GATES]) / found[1] if found else None


def _small(picture: Pixels.Image) -> bytes:
    target = BytesIO()
    picture.resize((96, 64)).save(target, "WEBP")
    return target.getvalue()
