"""An engine's switches, its balance, and trying it."""

import time

from sqlalchemy import update

from webapp.database import writing
from webapp.engines.base import Engine
from webapp.engines.errors import EngineError
from webapp.engines.registry import ENGINES, engine
from webapp.engines.sizes import fitted
from webapp.engines.types import EngineRequest
from webapp.errors import AppError
from webapp.models import EngineState, ImageRequest, User
from webapp.pipeline import breaker, offer
from webapp.pipeline.submit import Wish, submit

TRY_PROMPT = "a small red boat on a calm sea at sunrise"
TRY_SIDE_PX = 512
BALANCE_KEPT_S = 60.0

_balances: dict[str, tuple[float, str]] = {}


class LastEngine(AppError):
    status = 409
    code = "last_engine"
    title = "The last one"
    sentence = "At least one engine stays on, or nobody could make a picture. Switch another one on first."


class NotReady(AppError):
    status = 409
    code = "engine_not_ready"
    title = "Not set up yet"


def switch(name: str, is_on: bool) -> None:
    """Offers the engine to people, or does no more. Raises LastEngine when none would be left."""
    if not is_on and not [each for each in offer.look().engines if each.name != name]:
        raise LastEngine
    with writing() as session:
        state = breaker.state_to_change(session, name)
        state.is_enabled = is_on
        state.is_default = state.is_default and is_on
    offer.forget()


def make_default(name: str) -> None:
    """Makes this engine the one that the composer opens with, and switches it on. Raises NotReady."""
    require_ready(name)
    with writing() as session:
        session.execute(update(EngineState).values(is_default=False))
        state = breaker.state_to_change(session, name)
        state.is_default = state.is_enabled = True
    offer.forget()


def try_engine(admin: User, name: str, idempotency_key: str) -> ImageRequest:
    """Asks the engine for one small picture the way everybody's pictures are made, awake or not.

    Raises NotReady, or what pipeline.submit raises.
    """
    require_ready(name)
    breaker.note_success(name)
    drawer = engine(name)
    model = cheapest_model(drawer)
    width_px, height_px = fitted(TRY_SIDE_PX, TRY_SIDE_PX, drawer.capabilities.sizes_for("generate", model))
    wish = Wish(TRY_PROMPT, width_px, height_px, name, model=model)
    try:
        return submit(admin, wish, idempotency_key, is_trial=True)
    except EngineError as error:
        raise NotReady(str(error)) from error


def cheapest_model(drawer: Engine) -> str:
    """Returns the model whose picture costs least, the engine's own choice where there is none to make."""
    names = [model.name for model in drawer.capabilities.models_for()]
    return min(names, key=lambda name: drawer.price(EngineRequest(prompt="", model=name)), default="")


def balance_words(name: str) -> str:
    """Returns what is left with the provider, in words, as it was at most BALANCE_KEPT_S ago."""
    kept = _balances.get(name)
    if kept is None or time.monotonic() >= kept[0]:
        kept = time.monotonic() + BALANCE_KEPT_S, _ask_balance(engine(name))
        _balances[name] = kept
    return kept[1]


def require_ready(name: str) -> None:
    """Raises NotReady, saying what is missing."""
    missing = engine(name).missing()
    if missing is not None:
        raise NotReady(missing)


def is_known(name: str) -> bool:
    return name in ENGINES


def _ask_balance(drawer: Engine) -> str:
    try:
        left = drawer.balance()
    except EngineError as error:
        return f"Could not be asked: {error}"
    return "This engine keeps no balance." if left is None else f"{left:,.2f} credits with {drawer.label}"


def forget_balances() -> None:
    """Makes this process ask the providers again."""
    _balances.clear()
