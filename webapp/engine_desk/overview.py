"""How each engine is, in words: the admin's page and the doctor say the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from webapp.engines import registry
from webapp.engines.base import Engine
from webapp.engines.errors import EngineError
from webapp.engines.types import EngineRequest
from webapp.models import EngineState
from webapp.pipeline import offer


@dataclass(frozen=True, slots=True)
class Price:
    """What one picture costs, in credits: with a model, or by an operation."""

    label: str
    about: str
    credits: float


@dataclass(frozen=True, slots=True)
class EngineView:
    """An engine on its page. `missing` says what it lacks, None when it is ready; times are in UTC.

    One that draws nothing from words cannot be tried there, nor be the default.
    """

    name: str
    label: str
    about: str
    missing: str | None
    is_enabled: bool
    is_default: bool
    draws: bool
    is_resting: bool
    rests_until: datetime | None
    failures: int
    last_error: str
    last_error_at: datetime | None
    has_balance: bool
    models: tuple[Price, ...]
    operations: tuple[Price, ...]

    @property
    def state_words(self) -> str:
        if self.missing is not None:
            return "Not set up"
        if not self.is_enabled:
            return "Switched off"
        return "Resting" if self.is_resting else "Ready"

    @property
    def is_offered(self) -> bool:
        """Whether people can choose it."""
        return self.missing is None and self.is_enabled

    @property
    def sentence(self) -> str:
        """How it is, for a terminal."""
        parts = [self.missing or "ready."]
        if not self.is_enabled:
            parts.append("Switched off by an admin.")
        if self.is_default:
            parts.append("It is the default.")
        if self.is_resting and self.rests_until is not None:
            parts.append(f"It rests until {self.rests_until:%H:%M} UTC after: {self.last_error}")
        return f"{self.label}: {' '.join(parts)}"


def engine_views(states: Mapping[str, EngineState]) -> list[EngineView]:
    """Returns every engine the studio knows, in the order of the registry. `states` is what is remembered of them."""
    usable = [name for name in registry.ready_names() if offer.is_enabled(states, name) and registry.draws(name)]
    default = offer.default_of(states, usable) if usable else registry.DEFAULT_ENGINE
    return [_view(registry.engine(name), states.get(name), name == default) for name in registry.ENGINES]


def _view(drawer: Engine, state: EngineState | None, is_default: bool) -> EngineView:
    missing = drawer.missing()
    models, operations = _prices(drawer) if missing is None else ((), ())
    return EngineView(
        name=drawer.name,
        label=drawer.label,
        about=drawer.about,
        missing=missing,
        is_enabled=state is None or state.is_enabled,
        is_default=is_default,
        draws=registry.draws(drawer.name),
        is_resting=offer.is_resting(state),
        rests_until=state.rests_until if state else None,
        failures=state.failures if state else 0,
        last_error=state.last_error if state else "",
        last_error_at=state.last_error_at if state else None,
        has_balance=missing is None and type(drawer).balance is not Engine.balance,
        models=models,
        operations=operations,
    )


def _prices(drawer: Engine) -> tuple[tuple[Price, ...], tuple[Price, ...]]:
    """Returns the models and the operations with their prices; none from a server that does not answer now."""
    try:
        can = drawer.capabilities
        models = [
            Price(each.label or each.name, each.about, _price(drawer, "generate", each.name))
            for each in can.models_for()
        ]
        operations = [
            Price(each.label or _words(name), "", _price(drawer, name, "")) for name, each in can.operations.items()
        ]
    except EngineError:
        return (), ()
    return tuple(models), tuple(operations)


def _price(drawer: Engine, operation: str, model: str) -> float:
    return drawer.price(EngineRequest(prompt="", operation=operation, model=model))


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()
