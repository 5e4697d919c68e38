"""Makes the one long call while looking, from the engine's own thread, how far the server is."""

import base64
import binascii
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from typing import Any, Final

from webapp.engines.errors import EngineError, Stopped
from webapp.engines.http import Answer, Client
from webapp.engines.previews import preview_of
from webapp.engines.types import Report

LOOK_EVERY_S: Final = 0.5
PREVIEW_EVERY_S: Final = 2.0
LOOK_S: Final = 2.0
UNTIL_INTERRUPTED_S: Final = 30.0
ALMOST: Final = 0.99


def watched(call: Callable[[], Answer], client: Client, report: Report) -> Answer:
    """Returns what `call` returns, telling `report` meanwhile what `client` says about the progress.

    On Stopped it interrupts the server, waits until it let go, and passes Stopped on. Raises what `call` raises.
    """
    pool = ThreadPoolExecutor(1, "a1111")
    look = _Look(client, report)
    try:
        future = pool.submit(call)
        try:
            _look_until(future, look)
        except Stopped:
            _interrupt(client, future)
            raise
        answer = future.result()
    finally:
        pool.shutdown(wait=False)
    if look.was_interrupted():
        raise EngineError("Somebody stopped this picture in AUTOMATIC1111 itself. Try again.")
    return answer


def _look_until(future: Future[Answer], look: "_Look") -> None:
    while not wait([future], timeout=LOOK_EVERY_S).done:
        look()


def _interrupt(client: Client, future: Future[Answer]) -> None:
    with suppress(EngineError):
        client.post("/sdapi/v1/interrupt", total_s=LOOK_S)
    wait([future], timeout=UNTIL_INTERRUPTED_S)


class _Look:
    """Asks how far the server is, each time it is called, with a preview every two seconds."""

    def __init__(self, client: Client, report: Report) -> None:
        self._client = client
        self._report = report
        self._progress = 0.0
        self._shown_at = float("-inf")

    def __call__(self) -> None:
        with_picture = time.monotonic() - self._shown_at >= PREVIEW_EVERY_S
        told = self._ask(with_picture=with_picture)
        share = told.get("progress")
        if isinstance(share, int | float) and 0 <= share <= 1:
            self._progress = max(self._progress, min(float(share), ALMOST))
        picture = _picture(told.get("current_image"))
        preview = preview_of(picture) if picture else None
        if preview is not None:
            self._shown_at = time.monotonic()
        self._report(self._progress, _stage(told.get("state")), preview)

    def was_interrupted(self) -> bool:
        state = self._ask(with_picture=False).get("state")
        return isinstance(state, Mapping) and state.get("interrupted") is True

    def _ask(self, *, with_picture: bool) -> Mapping[str, Any]:
        """Returns what the server says, nothing when it does not: the call itself will tell what is wrong."""
        skip = "false" if with_picture else "true"
        with suppress(EngineError):
            told = self._client.get("/sdapi/v1/progress", params={"skip_current_image": skip}, total_s=LOOK_S).json()
            if isinstance(told, Mapping):
                return told
        return {}


def _stage(state: Any) -> str:
    if isinstance(state, Mapping):
        step, steps = state.get("sampling_step"), state.get("sampling_steps")
        if isinstance(step, int) and isinstance(steps, int) and 0 < step <= steps:
            return f"Step {step} of {steps}"
    return "Drawing"


def _picture(text: Any) -> bytes:
    if not isinstance(text, str):
        return b""
    try:
        return base64.b64decode(text.rpartition(",")[2], validate=True)
    except (binascii.Error, ValueError):
        return b""
