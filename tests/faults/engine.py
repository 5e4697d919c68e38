"""An engine whose drawing the tests hold still, and the accidents they let happen to a worker.

What shall happen is said by files in ATELIER_FAULTS, so that a test steers processes that it did not fork.
"""

import os
import signal
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from PIL import Image

from tests.cast import QuickEngine
from webapp.engines import registry
from webapp.engines.capabilities import Operation, PictureLimits, operations
from webapp.engines.types import EngineRequest, EngineResult, Picture, Report
from webapp.pipeline import hooks
from webapp.storage.errors import StorageFull
from webapp.storage.local import LocalStorage

STEPS = 12
LONGEST_HOLD_S = 90.0


def faults() -> Path:
    return Path(os.environ["ATELIER_FAULTS"])


class SlowEngine(QuickEngine):
    """Draws one flat colour in STEPS steps and stops half-way while the file `hold` is there.

    With `hold-second` it does so from the second picture on. The word "poison" in a prompt kills the process.
    """

    name = "slow"
    label = "Slow"
    about = "A flat colour, drawn as slowly as a test wants."
    capabilities = replace(
        QuickEngine.capabilities,
        operations=operations(Operation("generate", "Create"), Operation("variation", source=PictureLimits())),
    )

    def run(self, request: EngineRequest, report: Report) -> EngineResult:
        number = _note(f"{request.prompt} {request.seed} {os.getpid()}")
        if "poison" in request.prompt:
            os.kill(os.getpid(), signal.SIGKILL)
        for step in range(STEPS):
            report(step / STEPS, f"Step {step + 1}")
            if step == STEPS // 2:
                _hold(report, step / STEPS, "hold")
            if step == STEPS // 2 and number > 1:
                _hold(report, step / STEPS, "hold-second")
        return EngineResult(
            (Picture(Image.new("RGB", (request.width_px, request.height_px), "#285ab4"), request.seed),)
        )


def _note(line: str) -> int:
    """Notes down that an engine was asked, and returns how often that was so far."""
    with (faults() / "drawn").open("a+") as drawn:
        drawn.write(f"{line}\n")
        drawn.flush()
        drawn.seek(0)
        return len(drawn.readlines())


def _hold(report: Report, progress: float, name: str) -> None:
    begun = time.monotonic()
    while (faults() / name).exists() and time.monotonic() - begun < LONGEST_HOLD_S:
        report(progress, "Held")
        time.sleep(0.05)


def install() -> None:
    """Makes the slow engine known to this process, and the accidents possible. PRICE is in credits a picture."""
    price = float(os.environ.get("PRICE", "0"))
    SlowEngine.capabilities = replace(SlowEngine.capabilities, credits_per_picture=price)
    registry.ENGINES["slow"] = "tests.faults.engine:SlowEngine"
    put = LocalStorage.put

    def put_if_room(self: LocalStorage, key: str, data: bytes | BinaryIO, content_type: str) -> None:
        if (faults() / "full").exists():
            raise StorageFull
        put(self, key, data, content_type)

    LocalStorage.put = put_if_room  # type: ignore[method-assign]  # the disk of this process is full at will
    hooks.HOOKS = (_die_before_hooks, *hooks.HOOKS)


def _die_before_hooks(_made: Any) -> None:
    mark = faults() / "die-before-hooks"
    if mark.exists():
        mark.unlink()
        os.kill(os.getpid(), signal.SIGKILL)
