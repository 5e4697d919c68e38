"""Stability AI as an engine."""

from collections.abc import Mapping
from functools import cached_property
from typing import ClassVar, Final

from webapp.engines.base import LaterEngine
from webapp.engines.errors import BadOutput, OutputExpired
from webapp.engines.http import Answer, Client
from webapp.engines.patience import patiently
from webapp.engines.repaint import put_back
from webapp.engines.stability.answers import is_prediction_id, prediction_id_of, result_of
from webapp.engines.stability.catalogue import CAPABILITIES, MAX_REQUEST_BYTES
from webapp.engines.stability.generate import generate_stable_diffusion_image
from webapp.engines.stability.payload import edit_payload, missing_part
from webapp.engines.types import Capabilities, EngineRequest, EngineResult, Prediction, Report, Waiting

BASE_URL: Final = "https://api.stability.ai"
EDIT_S: Final = 180.0
USUAL_S: Final = 8.0
SUBMIT_S: Final = 60.0
# The provider's document: asking more than once every 10 seconds may be refused.
ASK_AGAIN_S: Final = 10.0
_DRAWN: Final = frozenset({"generate", "variation"})


class Stability(LaterEngine):
    """Draws, edits and enlarges with the hosted models; three of its operations are answered later."""

    name: ClassVar[str] = "stability"
    label: ClassVar[str] = "Stability AI"
    about: ClassVar[str] = "Stable Image and Stable Diffusion 3.5, hosted by Stability AI; paid in credits."
    needs_setup: ClassVar[bool] = True
    capabilities: ClassVar[Capabilities] = CAPABILITIES

    def missing(self) -> str | None:
        if not self.options.get("stability_api_key"):
            return "Set STABILITY_API_KEY to a key from platform.stability.ai."
        return None

    def refusal(self, request: EngineRequest) -> str | None:
        return missing_part(request)

    def run(self, request: EngineRequest, report: Report) -> EngineResult:
        if self.answers_later(request):
            return super().run(request, report)
        answer = patiently(lambda: self._send(request), report, USUAL_S, "Stability AI is drawing")
        result = result_of(answer, request.seed, self.price(request))
        grow_px = int(request.params.get("grow_mask") or 0)
        return put_back(result, request, grow_px=grow_px, other_shape="unknown")

    def submit(self, request: EngineRequest, webhook_url: str | None = None) -> Prediction:
        """Sends an operation that is answered later. There are no webhooks: `webhook_url` has no use here."""
        payload = edit_payload(request)
        answer = self.client.post(payload.path, files=payload.parts, total_s=SUBMIT_S, may_charge=True)
        return Prediction(prediction_id_of(answer))

    def collect(self, prediction_id: str, request: EngineRequest) -> EngineResult | Waiting:
        """Asks for a result, which is kept for 24 hours. Raises OutputExpired when the provider has none."""
        if not is_prediction_id(prediction_id):
            raise BadOutput
        answer = self.client.get(f"/v2beta/results/{prediction_id}", headers={"Accept": "*/*"}, expect=(202, 404))
        if answer.status == 404:
            raise OutputExpired
        if answer.status == 202:
            return Waiting(stage="Stability AI is drawing", ask_again_s=ASK_AGAIN_S)
        return result_of(answer, request.seed, self.price(request))

    def cancel(self, prediction_id: str) -> None:
        """Does nothing: Stability AI cannot stop what it has begun."""

    def balance(self) -> float | None:
        data = self.client.get("/v1/user/balance").json()
        left = data.get("credits") if isinstance(data, Mapping) else None
        return float(left) if isinstance(left, int | float) else None

    @cached_property
    def client(self) -> Client:
        key = self.options.get("stability_api_key", "")
        return Client(
            self.options.get("stability_base_url") or BASE_URL,
            self.label,
            headers={"Authorization": f"Bearer {key}", "stability-client-id": "atelier"},
            secrets=(key,),
            max_request_bytes=MAX_REQUEST_BYTES,
        )

    def _send(self, request: EngineRequest) -> Answer:
        if request.operation in _DRAWN:
            model = self.capabilities.model_for(request.operation, request.model)
            return generate_stable_diffusion_image(self.client, request, model.name if model else "core")
        payload = edit_payload(request)
        return self.client.post(
            payload.path, files=payload.parts, headers={"Accept": "image/*"}, total_s=EDIT_S, may_charge=True
        )
