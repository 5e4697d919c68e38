"""Diffusers as an engine. The library and the model are loaded at the first picture, in a worker only."""

from collections.abc import Hashable, Mapping, Sequence
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from typing import ClassVar, Final

from webapp.engines.batch import BatchEngine, Outcome
from webapp.engines.diffusers.catalogue import capabilities_of
from webapp.engines.diffusers.drawing import Backend, draw_many
from webapp.engines.diffusers.families import FAMILIES, OTHER
from webapp.engines.diffusers.model import Model, read_model
from webapp.engines.diffusers.orders import key_of, order_of
from webapp.engines.errors import NotConfigured
from webapp.engines.remembered import Remembered
from webapp.engines.types import Capabilities, EngineRequest, Report

PACKAGES: Final = ("torch", "diffusers", "transformers", "accelerate", "safetensors")
BACKEND: Final = "webapp.engines.diffusers.backend"
NO_MODEL: Final = Model("", OTHER)


class Diffusers(BatchEngine):
    """Draws on this machine's own graphics card, or its processor, with a model that stays loaded."""

    name: ClassVar[str] = "diffusers"
    label: ClassVar[str] = "Diffusers"
    about: ClassVar[str] = "A model of your own on this machine: Stable Diffusion, SDXL, SD 3, Flux and others."
    needs_setup: ClassVar[bool] = True

    def __init__(self, options: Mapping[str, str] | None = None) -> None:
        super().__init__(options)
        self._model: Remembered[Model] = Remembered(lambda: read_model(self._where), NO_MODEL)

    @property
    def capabilities(self) -> Capabilities:
        """What the model can do; what most can, while there is none."""
        return capabilities_of(self._model.get().family if self._where else FAMILIES[0])

    def missing(self) -> str | None:
        if not self._where:
            return "Set DIFFUSERS_MODEL to a folder, a .safetensors file or a model on the hub."
        absent = [name for name in PACKAGES if find_spec(name) is None]
        if absent:
            return f"Install what it needs with “make diffusers”: {', '.join(absent)}."
        try:
            read_model(self._where)
        except NotConfigured as error:
            return str(error)
        return None

    @property
    def max_batch(self) -> int:
        """How many pictures fit into a call: one on a processor, which gains nothing by more. Loads the model."""
        return self._backend.max_batch

    def batch_key(self, request: EngineRequest) -> Hashable:
        return key_of(order_of(request, self._model.get().family))

    def run_many(self, requests: Sequence[EngineRequest], reports: Sequence[Report]) -> Sequence[Outcome]:
        backend = self._backend
        return draw_many(backend, [order_of(request, backend.family) for request in requests], reports)

    @cached_property
    def _backend(self) -> Backend:
        """The model, loaded once in this process. Raises NotConfigured when it cannot be."""
        model = read_model(self._where)
        made: Backend = import_module(BACKEND).load(model, self.options.get("diffusers_device") or "auto")
        return made

    @property
    def _where(self) -> str:
        return self.options.get("diffusers_model", "")
