"""The engine contract: is it ready, and draw this."""

import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar, Final

from webapp.engines.errors import LostContact, Stopped
from webapp.engines.prices import own_price
from webapp.engines.types import Capabilities, EngineRequest, EngineResult, Prediction, Report, Waiting

LONGEST_WAIT_S: Final = 3600.0
REPORTS_EVERY_S: Final = 1.0


class Engine(ABC):
    """Draws pictures. Data in, data out: an engine only translates and knows no row, no path and no Flask.

    To write one: subclass this (or LaterEngine), describe it in `capabilities`, talk to the provider through
    `http.Client`, decode what comes back with `pictures.decode`, add it to `registry.ENGINES`, and inherit
    `EngineContract` in its tests.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    about: ClassVar[str]
    # True where somebody has to set a key or an address: once they did, it goes before the built-in engine.
    needs_setup: ClassVar[bool] = False

    def __init__(self, options: Mapping[str, str] | None = None) -> None:
        """Takes the engine's settings by their names in lower case, such as `stability_api_key`."""
        self.options: Mapping[str, str] = options or {}

    @property
    @abstractmethod
    def capabilities(self) -> Capabilities:
        """What it can do: a class attribute where that is fixed, a property where it is read from a server."""

    @abstractmethod
    def missing(self) -> str | None:
        """Says in a sentence what keeps the engine from working, or None when it is ready.

        Looks at settings and installed packages only and asks no server: pages call it.
        """

    def is_ready(self) -> bool:
        return self.missing() is None

    def warm_up(self) -> None:  # noqa: B027 - most engines have nothing to learn
        """Learns beforehand what takes a while to ask for, so that a process forked afterwards knows it too."""

    @abstractmethod
    def run(self, request: EngineRequest, report: Report) -> EngineResult:
        """Draws `request`, telling `report` as it goes.

        Raises a webapp.engines.errors.EngineError for what a person must know, and lets Stopped pass.
        """

    def answers_later(self, request: EngineRequest) -> bool:
        """Tells whether `request` goes by submit() and collect() instead of run()."""
        return False

    def refusal(self, request: EngineRequest) -> str | None:
        """Returns the end of a sentence ("needs one side to extend.") when only this engine can tell what is wrong.

        check.py asks for it after all that `capabilities` say.
        """
        return None

    def price(self, request: EngineRequest) -> float:
        """Returns what `request` will cost, in credits: as the admin set it, else as the engine's table says."""
        own = own_price(self.options.get("engine_prices", ""), self.name, request.model, request.operation)
        each = self.capabilities.credits_for(request.operation, request.model) if own is None else own
        return each * request.num_outputs

    def balance(self) -> float | None:
        """Returns the credits left with the provider, None where it has no such thing. Raises an EngineError."""
        return None


class LaterEngine(Engine):
    """An engine whose provider accepts a call at once and has the pictures later: no worker waits for them."""

    def answers_later(self, request: EngineRequest) -> bool:
        operation = self.capabilities.operations.get(request.operation)
        return operation is not None and operation.is_later

    @abstractmethod
    def submit(self, request: EngineRequest, webhook_url: str | None = None) -> Prediction:
        """Sends `request` once and returns the provider's id for it, which the caller stores before all else."""

    @abstractmethod
    def collect(self, prediction_id: str, request: EngineRequest) -> EngineResult | Waiting:
        """Asks once for the pictures of a prediction. Raises an EngineError when there will be none."""

    @abstractmethod
    def cancel(self, prediction_id: str) -> None:
        """Asks the provider to stop, where it can; silent when it is too late."""

    def run(self, request: EngineRequest, report: Report) -> EngineResult:
        """Submits and waits: for callers that keep no predictions, such as an admin's "Try it".

        Raises LostContact after an hour, an EngineError, or Stopped after telling the provider to stop.
        """
        prediction = self.submit(request)
        try:
            return prediction.result or self._wait_for(prediction.id, request, report)
        except Stopped:
            self.cancel(prediction.id)
            raise

    def _wait_for(self, prediction_id: str, request: EngineRequest, report: Report) -> EngineResult:
        until = time.monotonic() + LONGEST_WAIT_S
        while time.monotonic() < until:
            answer = self.collect(prediction_id, request)
            if isinstance(answer, EngineResult):
                return answer
            ask_again_at = time.monotonic() + answer.ask_again_s
            while (left_s := ask_again_at - time.monotonic()) > 0:
                report(answer.progress, answer.stage)
                time.sleep(min(REPORTS_EVERY_S, left_s))
        raise LostContact
