"""One call of a pipeline for several pictures: told step by step, left when nobody wants it, halved when too large."""

import inspect
from collections.abc import Callable, Sequence
from typing import Any, Final, Protocol

from webapp.engines.batch import Outcome
from webapp.engines.diffusers.families import Family
from webapp.engines.diffusers.orders import Order, arguments_for, finished, operation_of, steps_of
from webapp.engines.errors import EngineError, Moderated, Stopped
from webapp.engines.types import EngineResult, Picture, Report

# What is left to do after the last step: from latent numbers to a picture.
DRAWN: Final = 0.97


class OutOfMemory(EngineError):
    """Even one picture was too much."""

    code = "out_of_memory"
    sentence = "This machine has too little memory for a picture of this size. Choose a smaller one."


class Backend(Protocol):
    """The library with a model loaded: what drawing needs of it. See backend.py."""

    family: Family
    max_batch: int

    def pipeline(self, operation: str, scheduler: str | None) -> Any:
        """Returns the callable that draws."""

    def generator(self, seed: int) -> Any:
        """Returns a source of chance that gives the same picture for the same seed, whoever shares the call."""

    def preview(self, latents: Any, index: int) -> Callable[[], bytes] | None:
        """Returns what makes a small WEBP of the half-drawn picture at `index`, None where that is not cheap."""

    def is_out_of_memory(self, error: Exception) -> bool: ...

    def free(self) -> None:
        """Gives back the memory that nothing uses any more."""


class _NobodyLeft(Exception):
    """Leaves a call that nobody wants any more."""


def draw_many(backend: Backend, orders: Sequence[Order], reports: Sequence[Report]) -> list[Outcome]:
    """Draws `orders`, which have one key, and returns what became of each.

    When memory runs out it is freed and the call made in halves; OutOfMemory is for a single picture that is too much.
    """
    try:
        return _draw(backend, orders, _Audience(backend, reports))
    except Exception as error:
        if not backend.is_out_of_memory(error):
            raise
    # Out here the error, whose traceback holds all that was half drawn, is gone.
    backend.free()
    if len(orders) == 1:
        return [OutOfMemory()]
    half = len(orders) // 2
    backend.max_batch = min(backend.max_batch, len(orders) - half)
    first = draw_many(backend, orders[:half], _part(reports[:half], 0.0))
    return [*first, *draw_many(backend, orders[half:], _part(reports[half:], 0.5))]


def _draw(backend: Backend, orders: Sequence[Order], audience: "_Audience") -> list[Outcome]:
    request = orders[0].request
    arguments = arguments_for(list(orders), backend.family)
    arguments["generator"] = [backend.generator(order.request.seed) for order in orders]
    arguments["callback_on_step_end"] = audience.step(steps_of(orders[0], backend.family))
    try:
        audience.tell(0.0, "Starting")
        pipeline = backend.pipeline(operation_of(request), request.scheduler)
        made = pipeline(**_known(pipeline, arguments))
    except _NobodyLeft:
        return list(audience.outcomes([EngineError()] * len(orders)))
    flags = getattr(made, "nsfw_content_detected", None) or [False] * len(orders)
    drawn = [_outcome(order, image, flag) for order, image, flag in zip(orders, made.images, flags, strict=True)]
    return audience.outcomes(drawn)


def _outcome(order: Order, image: Any, is_flagged: bool) -> Outcome:
    if is_flagged:
        return Moderated()
    return EngineResult((Picture(finished(order, image), order.request.seed),))


def _known(pipeline: Any, arguments: dict[str, Any]) -> dict[str, Any]:
    """Returns the arguments that this pipeline takes: some have no negative prompt, some size themselves."""
    taken = inspect.signature(pipeline.__call__).parameters
    return {name: value for name, value in arguments.items() if name in taken}


class _Audience:
    """All who wait for a call. One that raises Stopped is told no more; its pictures are dropped at the end."""

    def __init__(self, backend: Backend, reports: Sequence[Report]) -> None:
        self._backend = backend
        self._reports = reports
        self._gone: dict[Report, Stopped] = {}

    def tell(self, progress: float, stage: str, latents: Any = None) -> None:
        """Raises _NobodyLeft once nobody is there."""
        for report in dict.fromkeys(self._reports):
            if report in self._gone:
                continue
            index = list(self._reports).index(report)
            preview = None if latents is None else self._backend.preview(latents, index)
            try:
                report(progress, stage, preview)
            except Stopped as stopped:
                self._gone[report] = stopped
        if len(self._gone) == len(set(self._reports)):
            raise _NobodyLeft

    def step(self, steps: int) -> Callable[..., dict[str, Any]]:
        """Returns the pipeline's own callback, for `steps` steps at most: drawing over takes fewer."""

        def told(pipeline: Any, index: int, _timestep: Any, values: dict[str, Any]) -> dict[str, Any]:
            total = getattr(pipeline, "num_timesteps", None) or steps
            done = min(index + 1, total)
            self.tell(DRAWN * done / total, f"Step {done} of {total}", values.get("latents"))
            return values

        return told

    def outcomes(self, drawn: Sequence[Outcome]) -> list[Outcome]:
        return [self._gone.get(report) or outcome for report, outcome in zip(self._reports, drawn, strict=True)]


def _part(reports: Sequence[Report], begins_at: float) -> list[Report]:
    """Returns the reports for half of a call: the first fills progress up to a half, the second from there."""

    def shifted(report: Report) -> Report:
        def tell(progress: float, stage: str, preview: Callable[[], bytes] | None = None) -> None:
            report(begins_at + progress / 2, stage, preview)

        return tell

    part = {report: shifted(report) for report in reports}
    return [part[report] for report in reports]
