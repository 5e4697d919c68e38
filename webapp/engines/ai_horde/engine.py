"""AI Horde as an engine."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import ClassVar, Final

from webapp.engines.ai_horde.answers import (
    LABEL,
    NotPossible,
    is_prediction_id,
    prediction_id_of,
    result_of,
    translate,
    waiting_of,
)
from webapp.engines.ai_horde.catalogue import Offered, capabilities_of, chosen, read_models
from webapp.engines.ai_horde.pace import Pace
from webapp.engines.ai_horde.payload import kudos_for, payload_for
from webapp.engines.base import LaterEngine
from webapp.engines.errors import BadOutput, EngineError
from webapp.engines.fetch import Fetcher
from webapp.engines.http import Client
from webapp.engines.prices import own_price
from webapp.engines.remembered import Remembered
from webapp.engines.repaint import put_back
from webapp.engines.types import Capabilities, EngineRequest, EngineResult, Prediction, Report, Waiting

BASE_URL: Final = "https://aihorde.net/api"
ANONYMOUS: Final = "0000000000"
AGENT: Final = "atelier:1:self-hosted"
MODELS_KEPT_S: Final = 300.0


class AIHorde(LaterEngine):
    """Has volunteers draw. Free without an account; with one, kudos are spent and the line is shorter."""

    name: ClassVar[str] = "ai_horde"
    label: ClassVar[str] = LABEL
    about: ClassVar[str] = "Volunteers draw with many models of Stable Diffusion, for nothing. They can read the words."
    needs_setup: ClassVar[bool] = True
    fetcher: Fetcher = Fetcher()

    def __init__(self, options: Mapping[str, str] | None = None) -> None:
        super().__init__(options)
        self._models: Remembered[tuple[Offered, ...]] = Remembered(self._read_models, (), MODELS_KEPT_S)
        self._pace = Pace()

    @property
    def capabilities(self) -> Capabilities:
        models = chosen(self._models.get(), self.options.get("ai_horde_models", ""))
        return capabilities_of(models, is_paid=self._has_account)

    def missing(self) -> str | None:
        if self.options.get("ai_horde_enabled", "").lower() != "true":
            return "Set AI_HORDE_ENABLED=true. Words and pictures then leave this house, for volunteers to draw."
        return None

    def price(self, request: EngineRequest) -> float:
        """Returns the kudos that a picture takes, about; nothing without an account."""
        if not self._has_account:
            return 0.0
        own = own_price(self.options.get("engine_prices", ""), self.name, request.model, request.operation)
        return (kudos_for(request) if own is None else own) * request.num_outputs

    def run(self, request: EngineRequest, report: Report) -> EngineResult:
        report(0.0, "Sent to AI Horde")
        return super().run(request, report)

    def submit(self, request: EngineRequest, webhook_url: str | None = None) -> Prediction:
        """Sends `request`. Finished pictures are looked for, so that `webhook_url` has no use here."""
        model = self.capabilities.model_for(request.operation, request.model)
        body = payload_for(replace(request, model=model.name if model else ""))
        answer = self.client.post("/v2/generate/async", json=body, may_charge=self._has_account)
        return Prediction(prediction_id_of(answer, is_paid=self._has_account))

    def collect(self, prediction_id: str, request: EngineRequest) -> EngineResult | Waiting:
        """Asks how it stands, and only when it is done for the picture, which may be asked for six times less often.

        Raises NotPossible, after taking the request back, when no volunteer can draw it; OutputExpired when it is
        forgotten: one that nobody drew within ten minutes.
        """
        if not is_prediction_id(prediction_id):
            raise BadOutput
        self._pace.take(prediction_id)
        try:
            waiting = waiting_of(self.client.get(f"/v2/generate/check/{prediction_id}", expect=(404,)))
        except NotPossible:
            self.cancel(prediction_id)
            raise
        if waiting is not None:
            return replace(waiting, ask_again_s=self._pace.ask_again_s(waiting.ask_again_s))
        self._pace.forget(prediction_id)
        answer = self.client.get(f"/v2/generate/status/{prediction_id}", expect=(404,))
        return put_back(result_of(answer, request.seed, self.fetcher, is_paid=self._has_account), request)

    def cancel(self, prediction_id: str) -> None:
        self._pace.forget(prediction_id)
        if is_prediction_id(prediction_id):
            with suppress(EngineError):
                self.client.call("DELETE", f"/v2/generate/status/{prediction_id}", expect=(404,))

    def balance(self) -> float | None:
        """Returns the account's kudos, None without one."""
        if not self._has_account:
            return None
        data = self.client.get("/v2/find_user").json()
        left = data.get("kudos") if isinstance(data, Mapping) else None
        return float(left) if isinstance(left, int | float) else None

    @cached_property
    def client(self) -> Client:
        return Client(
            self.options.get("ai_horde_base_url") or BASE_URL,
            self.label,
            headers={"apikey": self._key, "Client-Agent": AGENT},
            secrets=(self._key,) if self._has_account else (),
            translate=translate,
        )

    @property
    def _key(self) -> str:
        return self.options.get("ai_horde_api_key") or ANONYMOUS

    @property
    def _has_account(self) -> bool:
        return self._key != ANONYMOUS

    def _read_models(self) -> tuple[Offered, ...]:
        return read_models(self.client) if self.is_ready() else ()
