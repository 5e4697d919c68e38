"""A person's own page: name, look, password, and where they are signed in. For the signed-in alone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import abort, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from webapp.accounts import people, sessions
from webapp.accounts.entrance import TRIES_OF_ACCOUNT
from webapp.accounts.forms import NameForm, NarrationsForm, PasswordForm, ThemeForm
from webapp.accounts.passwords import hash_password, is_right
from webapp.htmx import go
from webapp.limits import check_limit

THEME_COOKIE_S = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class SessionView:
    """One browser in the list."""

    id: UUID
    device: str
    address: str
    last_seen: datetime
    is_current: bool


def profile() -> ResponseReturnValue:
    """Shows the person's page."""
    return _page()


def rename() -> ResponseReturnValue:
    """Gives the person another name."""
    form = NameForm()
    if not form.validate_on_submit():
        return _page(name_form=form)
    try:
        people.rename(current_user.id, form.name.data)
    except people.NameTaken as error:
        form.name.errors = [error.sentence]
        return _page(name_form=form)
    flash("Your name is changed.", "success")
    return go(url_for("accounts.profile"))


def choose_theme() -> ResponseReturnValue:
    """Chooses light, dark or what the device prefers; this browser remembers it after signing out too."""
    form = ThemeForm()
    if not form.validate_on_submit():
        return _page(theme_form=form)
    people.choose_theme(current_user.id, form.theme.data)
    flash("Your look is saved.", "success")
    answer = go(url_for("accounts.profile"))
    answer.set_cookie("theme", form.theme.data, max_age=THEME_COOKIE_S, httponly=True, samesite="Lax")
    return answer


def choose_narrations() -> ResponseReturnValue:
    """Says whether each new picture is read aloud."""
    people.choose_narrations(current_user.id, has_narrations=NarrationsForm().has_narrations.data)
    flash("Your choice is saved.", "success")
    return go(url_for("accounts.profile"))


def change_password() -> ResponseReturnValue:
    """Changes the password; every other browser is signed out."""
    form = PasswordForm()
    if not form.validate_on_submit():
        return _page(password_form=form)
    check_limit(TRIES_OF_ACCOUNT, "sign-in-account", current_user.name_key)
    user = current_user._get_current_object()
    is_known = is_right(form.current_password.data, user.password_hash)
    if not is_known or not sessions.begin_after_password_change(user, hash_password(form.new_password.data)):
        form.current_password.errors = ["This is not the password you have now."]
        return _page(password_form=form)
    flash("Your password is changed. Your other sessions are signed out.", "success")
    return go(url_for("accounts.profile"))


def revoke_session(session_id: UUID) -> ResponseReturnValue:
    """Signs one of the person's browsers out."""
    if not sessions.revoke(current_user.id, session_id):
        abort(404)
    flash("That browser is signed out.", "success")
    return go(url_for("accounts.profile"))


def _page(
    name_form: NameForm | None = None,
    password_form: PasswordForm | None = None,
    theme_form: ThemeForm | None = None,
) -> tuple[str, int]:
    """Renders the page, with the form that was refused if there is one."""
    is_refused = any((name_form, password_form, theme_form))
    page = render_template(
        "accounts/profile.html",
        name_form=name_form or NameForm(formdata=None, obj=current_user),
        password_form=password_form or PasswordForm(formdata=None),
        theme_form=theme_form or ThemeForm(formdata=None, obj=current_user),
        narrations_form=NarrationsForm(formdata=None, obj=current_user),
        sessions=_sessions(),
    )
    return page, 422 if is_refused else 200


def _sessions() -> list[SessionView]:
    here = sessions.current()
    return [
        SessionView(
            id=row.id,
            device=row.device,
            address=row.address,
            last_seen=row.last_seen_at,
            is_current=here is not None and row.id == here.id,
        )
        for row in sessions.of_person(current_user.id)
    ]
