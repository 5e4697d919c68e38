"""Three engines without a network that count what a provider would have charged for."""

import random
from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from tests.cast import flat_picture
from tests.chaos.fate import Fate
from webapp.engines.base import Engine, LaterEngine
from webapp.engines.errors import EngineError, Moderated, RateLimited, Rejected
from webapp.engines.types import Capabilities, EngineRequest, EngineResult, Prediction, Report, Waiting

TROUBLES: tuple[EngineError, ...] = (RateLimited(retry_after_s=0.0), Moderated(), Rejected())


@dataclass
class Ledger:
    """What the providers know: who was asked for which picture, and what they accepted."""

    fate: Fate
    choose: random.Random
    now: UUID | None = None
    accepted: Counter[tuple[str, UUID, int]] = field(default_factory=Counter)
    predictions: dict[str, tuple[UUID, str | None]] = field(default_factory=dict)

    def refuse_sometimes(self) -> None:
        if self.choose.random() < 0.05:
            raise self.choose.choice(TROUBLES)

    def accept(self, name: str, request: EngineRequest) -> None:
        """Counts a call as charged for; its worker may die just before and just after."""
        self.fate.at("before the provider accepts")
        self.refuse_sometimes()
        assert self.now is not None
        self.accepted[name, self.now, request.seed] += 1
        self.fate.at("after the provider accepted")


LEDGERS: list[Ledger] = []


class FreeEngine(Engine):
    """Draws at once and costs nothing."""

    name = "chaos_free"
    label = "Free"
    about = "For tests."
    capabilities = Capabilities()

    def missing(self) -> str | None:
        return None

    def run(self, request: EngineRequest, report: Report) -> EngineResult:
        report(0.1, "Begun")
        LEDGERS[-1].accept(self.name, request)
        report(0.9, "Nearly done")
        return flat_picture(request)


class PaidEngine(FreeEngine):
    """Draws at once, for money."""

    name = "chaos_paid"
    capabilities = Capabilities(credits_per_picture=1.0, is_paid=True)


class LatePaidEngine(LaterEngine):
    """Takes the money at once and has the picture later."""

    name = "chaos_late"
    label = "Late"
    about = "For tests."
    capabilities = Capabilities(credits_per_picture=1.0, is_paid=True)

    def missing(self) -> str | None:
        return None

    def answers_later(self, request: EngineRequest) -> bool:
        return True

    def submit(self, request: EngineRequest, webhook_url: str | None = None) -> Prediction:
        ledger = LEDGERS[-1]
        ledger.accept(self.name, request)
        assert ledger.now is not None
        prediction_id = f"{len(ledger.predictions):026x}"
        ledger.predictions[prediction_id] = (ledger.now, webhook_url)
        ledger.fate.interrupt(prediction_id)
        return Prediction(prediction_id)

    def collect(self, prediction_id: str, request: EngineRequest) -> EngineResult | Waiting:
        ledger = LEDGERS[-1]
        chance = ledger.choose.random()
        if chance < 0.4:
            return Waiting(progress=chance, place=3)
        if chance < 0.45:
            raise Moderated
        ledger.fate.at("after the provider answered")
        return flat_picture(request)

    def cancel(self, prediction_id: str) -> None:
        LEDGERS[-1].fate.at("while cancelling")
