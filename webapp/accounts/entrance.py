"""The ways in and out: set-up, signing in and out, registering."""

from flask import current_app, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

from webapp.accounts import people, sessions
from webapp.accounts.forms import AccountForm, SignInForm
from webapp.accounts.names import key_of
from webapp.accounts.passwords import hash_password, is_outdated, is_right
from webapp.errors import AppError
from webapp.htmx import go, safe_next
from webapp.limits import TooManyTries, caller_address, check_limit
from webapp.models import User

TRIES_OF_ACCOUNT = "5/minute"
TRIES_OF_ADDRESS = "20/minute"
NEW_ACCOUNTS_OF_ADDRESS = "10/minute"
# Asked for while the studio has no people: what the set-up page itself and the machines around it need.
OPEN_BEFORE_SET_UP = frozenset({"accounts.set_up", "static"})
OPEN_BLUEPRINTS_BEFORE_SET_UP = frozenset({"health", "files"})


class ByInvitation(AppError):
    """Nobody can register without a link."""

    status = 404
    code = "by_invitation"
    title = "By invitation"
    sentence = "People join this studio with a link. Ask the person who runs it for one."


def lead_to_set_up() -> BaseResponse | None:
    """Leads everybody to the set-up page while there is no account."""
    endpoint = request.endpoint
    is_open = endpoint in OPEN_BEFORE_SET_UP or request.blueprint in OPEN_BLUEPRINTS_BEFORE_SET_UP
    if endpoint is None or is_open or people.has_people():
        return None
    return go(url_for("accounts.set_up"))


def set_up() -> ResponseReturnValue:
    """Makes the first account, which is an admin's. Never shows again after that."""
    if people.has_people():
        return go(url_for("accounts.sign_in"))
    form = AccountForm()
    if not form.is_submitted():
        return render_template("accounts/set_up.html", form=form)
    check_limit(NEW_ACCOUNTS_OF_ADDRESS, "set-up", caller_address())
    if not form.validate():
        return render_template("accounts/set_up.html", form=form), 422
    return _welcome(people.make_first_admin(form.name.data, form.password.data))


def sign_in() -> ResponseReturnValue:
    """Asks for name and password."""
    if current_user.is_authenticated:
        return go(safe_next())
    form = SignInForm()
    if not form.is_submitted():
        return _sign_in_page(form, 200)
    try:
        return go(safe_next()) if _tried_well(form) else _sign_in_page(form, 422)
    except TooManyTries as error:
        form.form_errors.append(error.sentence)
        return *_sign_in_page(form, error.status), {"Retry-After": str(error.retry_after_s)}


def sign_out() -> ResponseReturnValue:
    """Ends the session of this browser."""
    sessions.end()
    flash("You are signed out.", "success")
    return go(url_for("accounts.sign_in"))


def register(token: str | None = None) -> ResponseReturnValue:
    """Makes an account, by invitation or where registration is open to all."""
    if current_user.is_authenticated:
        return go(safe_next())
    if token is None and not is_registration_open():
        raise ByInvitation
    invited_by = people.inviter(token) if token else ""
    form = AccountForm()
    if not form.is_submitted():
        return _register_page(form, invited_by, 200)
    check_limit(NEW_ACCOUNTS_OF_ADDRESS, "register", caller_address())
    if not form.validate():
        return _register_page(form, invited_by, 422)
    try:
        return _welcome(_new_person(form, token))
    except people.NameTaken as error:
        form.name.errors = [error.sentence]
        return _register_page(form, invited_by, 422)


def is_registration_open() -> bool:
    return bool(current_app.config["REGISTRATION"] == "open")


def _new_person(form: AccountForm, token: str | None) -> User:
    if token:
        return people.make_invited(form.name.data, form.password.data, token)
    return people.make_person(form.name.data, form.password.data)


def _tried_well(form: SignInForm) -> bool:
    """Signs in with what was typed, or says in the form what is wrong with it. Raises TooManyTries."""
    check_limit(TRIES_OF_ADDRESS, "sign-in-address", caller_address())
    if not form.validate():
        return False
    check_limit(TRIES_OF_ACCOUNT, "sign-in-account", key_of(form.name.data))
    if _let_in(people.by_name(form.name.data), form.password.data):
        return True
    form.form_errors.append("This name and password do not belong together. Check both and try again.")
    return False


def _let_in(user: User | None, password: str) -> bool:
    """Signs the person in if the password is right. Hashes before the database is held for writing."""
    if not is_right(password, user.password_hash if user else None) or user is None or user.is_disabled:
        return False
    new_hash = hash_password(password) if is_outdated(user.password_hash) else None
    return sessions.begin(user, new_hash)


def _welcome(user: User) -> BaseResponse:
    sessions.begin(user)
    return go(url_for("generate.index"))


def _sign_in_page(form: SignInForm, status: int) -> tuple[str, int]:
    is_open = is_registration_open()
    return render_template("accounts/sign_in.html", form=form, is_registration_open=is_open), status


def _register_page(form: AccountForm, invited_by: str, status: int) -> tuple[str, int]:
    return render_template("accounts/register.html", form=form, invited_by=invited_by), status
