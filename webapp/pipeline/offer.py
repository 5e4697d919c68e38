"""Which engines people may choose from: those that are ready and switched on, the default first."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import select

from webapp.engines import registry
from webapp.engines.errors import NotConfigured, OutOfCredit
from webapp.errors import AppError
from webapp.extensions import db
from webapp.models import EngineState
from webapp.models.columns import utc_now

KEPT_S = 10.0
TROUBLES = (OutOfCredit.code, NotConfigured.code)
_SLOT = "engine_offers"


class NotOffered(AppError):
    """The engine is switched off or not set up."""

    status = 409
    code = "engine_off"
    title = "Not this engine"


@dataclass(frozen=True, slots=True)
class Offer:
    """An engine to choose. `is_resting`: nothing is sent to it for a few minutes."""

    name: str
    label: str
    is_resting: bool = False


@dataclass(frozen=True, slots=True)
class Offers:
    """What is offered now, and the labels of engines that only an admin can help.

    `engines` draw; `helpers` only change pictures that are there.
    """

    engines: tuple[Offer, ...]
    in_trouble: tuple[str, ...]
    helpers: tuple[Offer, ...] = ()

    @property
    def default(self) -> str:
        return self.engines[0].name

    @property
    def opening(self) -> str:
        """What the composer opens with: the default, or the next one that is awake."""
        return next((offer.name for offer in self.engines if not offer.is_resting), self.default)

    @property
    def for_changes(self) -> tuple[Offer, ...]:
        """All that may change a picture, the default first."""
        return self.engines + self.helpers

    def is_resting(self, name: str | None) -> bool:
        return any(offer.name == name and offer.is_resting for offer in self.engines)

    def label(self, name: str) -> str:
        return next((offer.label for offer in self.engines if offer.name == name), name)

    def has(self, name: str | None) -> bool:
        return any(offer.name == name for offer in self.engines)


def offers() -> Offers:
    """Returns the engines to choose from, never none, as they were at most KEPT_S ago."""
    engines_known = tuple(registry.ENGINES)
    found = current_app.extensions.get(_SLOT)
    if found is None or found[0] != engines_known or time.monotonic() >= found[1]:
        found = engines_known, time.monotonic() + KEPT_S, look()
        current_app.extensions[_SLOT] = found
    offered: Offers = found[2]
    return offered


def forget() -> None:
    """Makes this process look again. Call it after changing an engine's row."""
    current_app.extensions.pop(_SLOT, None)


def look() -> Offers:
    """Returns the engines to choose from, as they are at this moment."""
    states = engine_states()
    usable = [name for name in registry.ready_names() if is_enabled(states, name)]
    drawing = [name for name in usable if registry.draws(name)] or [registry.DEFAULT_ENGINE]
    default = default_of(states, drawing)
    offered = [
        Offer(name, registry.engine(name).label, is_resting(states.get(name)))
        for name in sorted(drawing, key=lambda name: name != default) + [name for name in usable if name not in drawing]
    ]
    return Offers(
        tuple(offered[: len(drawing)]),
        tuple(registry.engine(name).label for name in registry.ENGINES if needs_admin(states.get(name))),
        tuple(offered[len(drawing) :]),
    )


def require_offered(name: str) -> None:
    """Raises NotOffered, in words, when `name` is no engine to choose at this moment."""
    if any(each.name == name for each in look().for_changes):
        return
    label = registry.engine(name).label if name in registry.ENGINES else "This engine"
    raise NotOffered(f"{label} is not available now. Choose another engine.")


def engine_states() -> dict[str, EngineState]:
    """Returns what is remembered of the engines, by name; most have no row."""
    return {state.name: state for state in db.session.scalars(select(EngineState)).all()}


def default_of(states: Mapping[str, EngineState], usable: list[str]) -> str:
    """Returns the default among the `usable` ones: the admin's choice, else the first that was set up."""
    chosen = [name for name in usable if name in states and states[name].is_default]
    own = registry.default_name()
    return chosen[0] if chosen else own if own in usable else usable[0]


def is_enabled(states: Mapping[str, EngineState], name: str) -> bool:
    return name not in states or states[name].is_enabled


def is_resting(state: EngineState | None) -> bool:
    return state is not None and state.rests_until is not None and state.rests_until > utc_now()


def needs_admin(state: EngineState | None) -> bool:
    """Tells whether the engine's last call failed for a reason that only an admin can mend."""
    return state is not None and state.is_enabled and state.failures > 0 and state.last_error_code in TROUBLES
