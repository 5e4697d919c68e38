"""The engine contract: is it ready, and draw this."""

from abc import ABC, abstractmethod
from typing import ClassVar

from webapp.engines.types import Capabilities, EngineRequest, EngineResult, Report


class Engine(ABC):
    """Draws pictures. Data in, data out: an engine only translates and knows no row, no path and no Flask."""

    name: ClassVar[str]
    label: ClassVar[str]
    about: ClassVar[str]
    capabilities: ClassVar[Capabilities]

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
