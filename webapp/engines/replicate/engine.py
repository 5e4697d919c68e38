"""Replicate as an engine."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cached_property
from typing import Any, ClassVar, Final

from webapp.engines.base import LaterEngine
from webapp.engines.errors import BadOutput, EngineError, NotConfigured, OutputExpired, Stopped
from webapp.engines.fetch import Fetcher
from webapp.engines.http import Client
from webapp.engines.prices import own_price
from webapp.engines.remembered import Remembered
from webapp.engines.repaint import put_back
from webapp.engines.replicate.answers import (
    created_prediction,
    is_prediction_id,
    predict_seconds,
    prediction_of,
    result_of,
    waiting_of,
)
from webapp.engines.replicate.catalogue import RemoteModel, capabilities_of, read_model
from webapp.engines.replicate.files import address_of
from webapp.engines.replicate.generate import generate_image
from webapp.engines.replicate.names import DEFAULT_MODELS, ModelName, read_names
from webapp.engines.replicate.pace import Pace
from webapp.engines.replicate.payload import input_for, used_seed
from webapp.engines.types import Capabilities, EngineRequest, EngineResult, Prediction, Report, Waiting

BASE_URL: Final = "https://api.replicate.com"
CREDITS_PER_SECOND: Final = 0.14
SCHEMAS_KEPT_S: Final = 3600.0
READERS: Final = 8
TRY_WAIT_S: Final = 5


class Replicate(LaterEngine):
    """Draws with any of Replicate's models that the admin lists. All its calls are answered later."""

    name: ClassVar[str] = "replicate"
    label: ClassVar[str] = "Replicate"
    about: ClassVar[str] = "Thousands of models hosted by Replicate, paid by the second or by the picture."
    needs_setup: ClassVar[bool] = True
    fetcher: Fetcher = Fetcher()

    def __init__(self, options: Mapping[str, str] | None = None) -> None:
        super().__init__(options)
        self._names, self._complaint = _names(self.options.get("replicate_models") or DEFAULT_MODELS)
        self._models = Remembered(self._read, self._unread(), SCHEMAS_KEPT_S)
        self._pace = Pace()

    @property
    def capabilities(self) -> Capabilities:
        return capabilities_of(self._models.get().values(), self._credits_per_second, is_usable=self.is_ready())

    def missing(self) -> str | None:
        if not self.options.get("replicate_api_token"):
            return "Set REPLICATE_API_TOKEN to a token from replicate.com/account/api-tokens."
        return self._complaint

    def warm_up(self) -> None:
        self._models.get()

    def answers_later(self, request: EngineRequest) -> bool:
        return True

    def run(self, request: EngineRequest, report: Report) -> EngineResult:
        report(0.02, "Sent to Replicate")
        prediction = self._create(request, wait_s=TRY_WAIT_S)
        if waiting_of(prediction, 0.0) is None:
            return self._result(prediction, request)
        try:
            return self._wait_for(str(prediction["id"]), request, report)
        except Stopped:
            self.cancel(str(prediction["id"]))
            raise

    def submit(self, request: EngineRequest, webhook_url: str | None = None) -> Prediction:
        """Creates the prediction. Without a secret to check them by, no webhooks are asked for."""
        is_checked = bool(self.options.get("replicate_webhook_secret"))
        return Prediction(str(self._create(request, webhook_url if is_checked else None)["id"]))

    def collect(self, prediction_id: str, request: EngineRequest) -> EngineResult | Waiting:
        """Asks for a prediction and fetches its pictures. Raises OutputExpired when the provider knows it no more."""
        if not is_prediction_id(prediction_id):
            raise BadOutput
        answer = self.client.get(f"/v1/predictions/{prediction_id}", expect=(404,))
        if answer.status == 404:
            raise OutputExpired
        prediction = prediction_of(answer)
        waiting = waiting_of(prediction, self._pace.ask_again_s(prediction_id))
        if waiting is not None:
            return waiting
        self._pace.forget(prediction_id)
        return self._result(prediction, request)

    def cancel(self, prediction_id: str) -> None:
        self._pace.forget(prediction_id)
        if is_prediction_id(prediction_id):
            # What has ended cannot be stopped, and what cannot be reached ends by itself.
            with suppress(EngineError):
                self.client.post(f"/v1/predictions/{prediction_id}/cancel")

    @cached_property
    def client(self) -> Client:
        token = self.options.get("replicate_api_token", "")
        return Client(
            self.options.get("replicate_base_url") or BASE_URL,
            self.label,
            headers={"Authorization": f"Bearer {token}"},
            secrets=(token,),
        )

    @property
    def _credits_per_second(self) -> float:
        return float(self.options.get("replicate_credits_per_second") or CREDITS_PER_SECOND)

    def _create(self, request: EngineRequest, webhook_url: str | None = None, wait_s: int = 0) -> Mapping[str, Any]:
        model = self._model(request)
        given = input_for(request, model, lambda name, data: address_of(self.client, name, data))
        return created_prediction(generate_image(self.client, model, given, webhook_url, wait_s))

    def _result(self, prediction: Mapping[str, Any], request: EngineRequest) -> EngineResult:
        seed = used_seed(request, self._model(request))
        result = result_of(prediction, self.fetcher, seed, request.num_outputs, self._spent(prediction, request))
        return put_back(result, request, other_shape="unknown")

    def _model(self, request: EngineRequest) -> RemoteModel:
        """Returns the model that a request means. Raises NotConfigured when the admin has taken it off the list."""
        known = self._models.get()
        chosen = self.capabilities.model_for(request.operation, request.model)
        model = known.get(chosen.name if chosen else request.model)
        if model is None:
            raise NotConfigured("This model of Replicate is not on the studio's list any more. Choose another.")
        return model

    def _spent(self, prediction: Mapping[str, Any], request: EngineRequest) -> float | None:
        """Returns what a prediction cost: as the admin set it, else by the seconds that the model ran."""
        if own_price(self.options.get("engine_prices", ""), self.name, request.model, request.operation) is not None:
            return self.price(request)
        seconds = predict_seconds(prediction)
        return None if seconds is None else round(seconds * self._credits_per_second, 4)

    def _read(self) -> dict[str, RemoteModel]:
        """Reads all models at the same time; one that cannot be read takes a prompt and no more.

        Raises the EngineError of the first when none can be read.
        """
        if not self.is_ready():
            return self._unread()
        with ThreadPoolExecutor(READERS) as pool:
            read = list(pool.map(self._read_one, self._names))
        errors = [each for each in read if isinstance(each, EngineError)]
        if errors and len(errors) == len(read):
            raise errors[0]
        return self._unread() | {str(each.name): each for each in read if isinstance(each, RemoteModel)}

    def _unread(self) -> dict[str, RemoteModel]:
        return {str(name): RemoteModel(name) for name in self._names}

    def _read_one(self, name: ModelName) -> RemoteModel | EngineError:
        try:
            return read_model(self.client, name)
        except EngineError as error:
            return error


def _names(text: str) -> tuple[tuple[ModelName, ...], str | None]:
    """Returns the models that the setting lists, and what is wrong with it."""
    try:
        return read_names(text), None
    except ValueError as error:
        return (), f"REPLICATE_MODELS {error}."
