"""OpenAI's images, and every server that speaks the same API, as one engine."""

from collections.abc import Mapping
from functools import cached_property
from typing import ClassVar, Final

from PIL import Image

from webapp.engines.base import Engine
from webapp.engines.errors import EngineError, Unsupported
from webapp.engines.fetch import Fetcher
from webapp.engines.http import Client
from webapp.engines.openai_images.answers import result_of
from webapp.engines.openai_images.catalogue import capabilities_of
from webapp.engines.openai_images.families import HOSTED_MODELS, Family, family_of
from webapp.engines.openai_images.payload import missing_part, payload_for
from webapp.engines.openai_images.server import Server, api_address, is_openai, origin_of, path_on, read_server
from webapp.engines.pictures import decode
from webapp.engines.prices import own_price, price_table
from webapp.engines.problems import Problem
from webapp.engines.remembered import Remembered
from webapp.engines.repaint import put_back
from webapp.engines.types import Capabilities, EngineRequest, EngineResult, Report

HOSTED_S: Final = 300.0
LOCAL_S: Final = 1800.0
FETCH_S: Final = 60.0
MODELS_KEPT_S: Final = 300.0
# Where OpenAI keeps pictures that it names instead of sending them.
OUTPUT_HOSTS: Final = ("oaidalleapiprodscus.blob.core.windows.net", "oaiusercontent.com", "openai.com")


class OpenAIImages(Engine):
    """Draws and edits with GPT Image and DALL·E, or with what a server of one's own has."""

    name: ClassVar[str] = "openai"
    label: ClassVar[str] = "OpenAI API"
    about: ClassVar[str] = "GPT Image and DALL·E by OpenAI, or any server that speaks its API."
    needs_setup: ClassVar[bool] = True
    fetcher: Fetcher = Fetcher()

    def __init__(self, options: Mapping[str, str] | None = None) -> None:
        super().__init__(options)
        self._address = api_address(self.options.get("openai_base_url", ""))
        self.is_hosted = is_openai(self._address)
        self._server = Remembered(self._read, Server(), MODELS_KEPT_S)

    @property
    def capabilities(self) -> Capabilities:
        return capabilities_of(self._models, is_hosted=self.is_hosted, is_paid=self._is_paid)

    def missing(self) -> str | None:
        if self.is_hosted and not self.options.get("openai_api_key"):
            return "Set OPENAI_API_KEY to a key from platform.openai.com, or OPENAI_BASE_URL to a server of your own."
        return None

    def warm_up(self) -> None:
        self._server.get()

    def refusal(self, request: EngineRequest) -> str | None:
        return missing_part(request, self._family(self._model(request)))

    def price(self, request: EngineRequest) -> float:
        """Returns the price as the admin set it, else the model's own at the quality that is asked for."""
        model = self._model(request)
        if own_price(self.options.get("engine_prices", ""), self.name, request.model, request.operation) is not None:
            return super().price(request)
        return super().price(request) * self._family(model).price_factors.get(str(request.params.get("quality")), 1.0)

    def run(self, request: EngineRequest, report: Report) -> EngineResult:
        report(0.02, "Sent to OpenAI" if self.is_hosted else "Sent to your server")
        model = self._model(request)
        payload = payload_for(request, model, self._family(model), self._server.get().dialect)
        total_s = HOSTED_S if self.is_hosted else LOCAL_S
        answer = self.client.post(payload.path, total_s=total_s, may_charge=self._is_paid, **payload.sent)
        result = result_of(answer, request.seed, request.num_outputs, self.price(request), self._fetch)
        return put_back(result, request, other_shape="framed")

    @cached_property
    def client(self) -> Client:
        return self._client_at(self._address)

    def _client_at(self, address: str) -> Client:
        key = self.options.get("openai_api_key", "")
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        return Client(address, self.label, headers=headers, secrets=(key,), translate=self._translate)

    @property
    def _models(self) -> tuple[str, ...]:
        """The models to offer: those that the admin lists, else the usual ones, or all that a server has."""
        listed = self.options.get("openai_models", "") or (HOSTED_MODELS if self.is_hosted else "")
        names = tuple(dict.fromkeys(name.strip() for name in listed.split(",") if name.strip()))
        return names or self._server.get().models

    @property
    def _is_paid(self) -> bool:
        """Whether a call may cost: OpenAI's always do, a server of one's own where the admin set a price."""
        priced = price_table(self.options.get("engine_prices", ""))
        return self.is_hosted or any(price for name, price in priced.items() if name.split(".")[0] == self.name)

    def _model(self, request: EngineRequest) -> str:
        model = self.capabilities.model_for(request.operation, request.model)
        return model.name if model else request.model

    def _family(self, model: str) -> Family:
        return family_of(model, is_hosted=self.is_hosted)

    def _read(self) -> Server:
        return Server() if self.is_hosted else read_server(self.client)

    def _fetch(self, url: str) -> tuple[Image.Image, bytes]:
        """Returns a picture that an answer only names: from OpenAI's stores, or from the admin's server and no other.

        Raises RefusedAddress for any other place.
        """
        if self.is_hosted:
            return self.fetcher.fetch_picture(url, OUTPUT_HOSTS)
        data = self._client_at(origin_of(self._address)).get(path_on(self._address, url), total_s=FETCH_S).body
        return decode(data), data

    def _translate(self, problem: Problem) -> EngineError | None:
        """Tells apart a server that has no such call: few of them can edit."""
        if not self.is_hosted and problem.status in (404, 405, 501):
            return Unsupported("Your server cannot do this, or has no such model. Choose another.")
        return None
