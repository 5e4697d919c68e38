"""Makes one long paid call of which nothing is heard until it ends, and meanwhile guesses how far it is."""

import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Final, TypeVar

from webapp.engines.errors import Stopped
from webapp.engines.types import Report

T = TypeVar("T")

TELL_EVERY_S: Final = 0.5
ALMOST: Final = 0.95


def patiently(call: Callable[[], T], report: Report, usual_s: float, stage: str) -> T:
    """Returns what `call` returns, telling `report` a progress that never quite arrives.

    `usual_s` is how long such a call takes as a rule. Raises Stopped before the call, and what the call raises. Once
    it has begun it is waited for even when nobody wants the picture any more, since it is paid for: so its price is
    known, and whoever asked for it decides about the picture.
    """
    report(0.0, stage)
    started = time.monotonic()
    is_wanted = True
    with ThreadPoolExecutor(1, "patience") as pool:
        future = pool.submit(call)
        while not wait([future], timeout=TELL_EVERY_S).done:
            passed_s = time.monotonic() - started
            is_wanted = is_wanted and _told(report, ALMOST * (1 - math.exp(-passed_s / usual_s)), stage)
        return future.result()


def _told(report: Report, progress: float, stage: str) -> bool:
    try:
        report(progress, stage)
    except Stopped:
        return False
    return True
