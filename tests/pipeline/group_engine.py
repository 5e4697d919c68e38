"""An engine for tests that draws up to four pictures in one call."""

from collections.abc import Callable, Hashable, Sequence

from PIL import Image as Pixels

from webapp.engines.batch import BatchEngine, Outcome
from webapp.engines.errors import Stopped
from webapp.engines.types import Capabilities, EngineRequest, EngineResult, Picture, Report


class GroupEngine(BatchEngine):
    """Draws flat colours in three steps. `calls` keeps what each call was for; `becomes` decides how a picture ends."""

    name = "group"
    label = "Group"
    about = "Flat colours by the dozen, for tests."
    capabilities = Capabilities(steps=(1, 50))
    max_batch = 4
    before_step: Callable[[int], None] | None = None
    becomes: Callable[[EngineRequest], Outcome] | None = None

    def __init__(self, options: object = None) -> None:
        super().__init__()
        self.calls: list[list[EngineRequest]] = []

    def missing(self) -> str | None:
        return None

    def batch_key(self, request: EngineRequest) -> Hashable:
        return request.width_px, request.height_px, request.steps

    def run_many(self, requests: Sequence[EngineRequest], reports: Sequence[Report]) -> Sequence[Outcome]:
        self.calls.append(list(requests))
        ended: dict[Report, Stopped] = {}
        for step in range(3):
            if self.before_step is not None:
                self.before_step(step)
            for report in dict.fromkeys(reports):
                try:
                    report(step / 3, "Drawing")
                except Stopped as stopped:
                    ended.setdefault(report, stopped)
        return [ended.get(report) or self._draw(each) for each, report in zip(requests, reports, strict=True)]

    def _draw(self, request: EngineRequest) -> Outcome:
        if self.becomes is not None:
            return self.becomes(request)
        return flat(request)


def flat(request: EngineRequest) -> EngineResult:
    return EngineResult((Picture(Pixels.new("RGB", (request.width_px, request.height_px), (9, 9, 90)), request.seed),))
