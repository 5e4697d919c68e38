"""The engine contract: is it ready, and draw this."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from webapp.engines.types import Capabilities, EngineRequest, EngineResult, Prediction, Report, Waiting


class Engine(ABC):
    """Draws pictures. Data in, data out: an engine only translates and knows no row, no path and no Flask."""

    name: ClassVar[str]
    label: ClassVar[str]
    about: ClassVar[str]
    capabilities: Capabilities

    def __init__(self, options: Mapping[str, str] | None = None) -> None:
        """Takes the engine's settings by their names in lower case, such as `stability_api_key`."""
        self.options: Mapping[str, str] = options or {}

    @abstractmethod
    def missing(self) -> str | None:
        """Says in a sentence what keeps the engine from working, or None when it is ready."""

    def is_ready(self) -> bool:
        return self.missing() is None

    @abstractmethod
    def run(self, request: EngineRequest, report: Report) -> EngineResult:
        """Draws `request`, telling `report` as it goes.

        Raises a webapp.engines.errors.EngineError for what a person must know, and lets Stopped pass.
        """

    def answers_later(self, request: EngineRequest) -> bool:
        """Tells whether `request` goes by submit() and collect() instead of run()."""
        return False

    def price(self, request: EngineRequest) -> float:
        """Returns what `request` will cost, in credits."""
        return self.capabilities.credits_per_picture * request.num_outputs


class LaterEngine(Engine):
    """An engine whose provider accepts a call at once and has the pictures later: no worker waits for them."""

    @abstractmethod
    def submit(self, request: EngineRequest, webhook_url: str | None = None) -> Prediction:
        """Sends `request` once and returns the provider's id for it, which the caller stores before all else."""

    @abstractmethod
    def collect(self, prediction_id: str, request: EngineRequest) -> EngineResult | Waiting:
        """Asks once for the pictures of a prediction. Raises an EngineError when there will be none."""

    @abstractmethod
    def cancel(self, prediction_id: str) -> None:
        """Asks the provider to stop, where it can; silent when it is too late."""
