"""Engines that draw several pictures in one call quicker than one after the other."""

from abc import abstractmethod
from collections.abc import Hashable, Sequence

from webapp.engines.base import Engine
from webapp.engines.errors import EngineError, Stopped
from webapp.engines.types import EngineRequest, EngineResult, Report

Outcome = EngineResult | EngineError | Stopped


class BatchEngine(Engine):
    """An engine with a call for many: pipeline/batch.py fills it with what waits in the same shape."""

    @property
    @abstractmethod
    def max_batch(self) -> int:
        """How many pictures one call may draw. Only workers ask: the answer may depend on their machine."""

    @abstractmethod
    def batch_key(self, request: EngineRequest) -> Hashable:
        """Returns what requests must have in common to share a call: size, steps and the like, not the words."""

    @abstractmethod
    def run_many(self, requests: Sequence[EngineRequest], reports: Sequence[Report]) -> Sequence[Outcome]:
        """Draws one picture for each of `requests`, which have the same key. Returns what became of each, in order.

        The same report may stand for several of them, and is then told once a step. One that raises Stopped ends
        its own pictures only; the call itself ends when nobody wants any of them.
        """

    def run(self, request: EngineRequest, report: Report) -> EngineResult:
        outcome = self.run_many([request], [report])[0]
        if isinstance(outcome, EngineResult):
            return outcome
        raise outcome
