"""The admin's page of engines."""

import secrets
from typing import Any

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.access import admins_only
from webapp.engine_desk import overview, service
from webapp.htmx import go, is_partial
from webapp.limits import per_user
from webapp.pipeline import breaker, offer
from webapp.progress import request_views

bp = Blueprint("engine_desk", __name__, url_prefix="/admin/engines")
bp.before_request(admins_only)

MIN_KEY_CHARS, MAX_KEY_CHARS = 8, 64


@bp.before_request
def known_engines_only() -> None:
    """Answers 404 for engines that do not exist."""
    name = (request.view_args or {}).get("name")
    if name is not None and not service.is_known(name):
        abort(404)


@bp.get("/")
def index() -> str:
    """Shows every engine and how it is."""
    views = overview.engine_views(offer.engine_states())
    return render_template("admin/engines.html", engines=views, new_key=new_key)


@bp.get("/<name>/balance/")
def balance(name: str) -> str:
    """Asks the provider what is left; it takes as long as the provider takes."""
    page = "admin/_balance.html" if is_partial() else "admin/balance.html"
    (view,) = [each for each in overview.engine_views(offer.engine_states()) if each.name == name]
    return render_template(page, engine=view, words=service.balance_words(name))


@bp.post("/<name>/enable/")
def enable(name: str) -> ResponseReturnValue:
    service.switch(name, is_on=True)
    return _back("People can choose it now.")


@bp.post("/<name>/disable/")
def disable(name: str) -> ResponseReturnValue:
    service.switch(name, is_on=False)
    return _back("People cannot choose it any more. What is on the way is still made.")


@bp.post("/<name>/default/")
def make_default(name: str) -> ResponseReturnValue:
    service.make_default(name)
    return _back("The composer opens with it now.")


@bp.post("/<name>/wake/")
def wake(name: str) -> ResponseReturnValue:
    breaker.note_success(name)
    return _back("It is awake and gets the next picture.")


@bp.post("/<name>/try/")
@per_user("10/minute")
def try_it(name: str) -> ResponseReturnValue:
    """Makes one small picture with it, and shows its tile."""
    key = request.form.get("key", "")
    is_good = MIN_KEY_CHARS <= len(key) <= MAX_KEY_CHARS
    made = service.try_engine(current_user, name, key if is_good else new_key())
    if not is_partial():
        return go(url_for("status.show", pk=made.id))
    return render_template("admin/_engine_card.html", **_card(name), trial=request_views([made])[0])


def new_key() -> str:
    """Returns what makes one trial of a button, however often it is pressed."""
    return f"try:{secrets.token_urlsafe(24)}"


def _card(name: str) -> dict[str, Any]:
    (view,) = [each for each in overview.engine_views(offer.engine_states()) if each.name == name]
    return {"engine": view, "new_key": new_key}


def _back(sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return go(url_for("engine_desk.index"))
