"""Making people and changing them."""

from uuid import UUID

from flask import current_app
from sqlalchemy import ColumnElement, exists, select, text, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import IntegrityError

from webapp.accounts.names import key_of
from webapp.accounts.passwords import HASH_BEGINS, hash_password
from webapp.database import writing
from webapp.errors import AppError
from webapp.extensions import db
from webapp.models import Invitation, User
from webapp.models.columns import new_id, utc_now
from webapp.tokens import hash_token


class NameTaken(AppError):
    """Somebody has this name already."""

    status = 422
    code = "name_taken"
    title = "That name is taken"
    sentence = "Somebody here has this name already. Choose another."


class InvitationGone(AppError):
    """The link lets nobody in: it was used, withdrawn, has run out, or never was."""

    status = 404
    code = "invitation_gone"
    title = "This link has ended"
    sentence = "It was used, withdrawn or is too old. Ask the person who sent it for a new one."


class AlreadySetUp(AppError):
    """Somebody else made the first account a moment earlier."""

    status = 409
    code = "already_set_up"
    title = "The studio is set up already"
    sentence = "Somebody made the first account. Sign in, or ask them for an invitation."


def has_people() -> bool:
    """Tells whether anybody can sign in; the people of a demo cannot. Once it is so, the app asks no more."""
    if not current_app.extensions.get("has_people"):
        current_app.extensions["has_people"] = bool(db.session.scalar(select(exists().where(_can_sign_in()))))
    return bool(current_app.extensions["has_people"])


def make_first_admin(name: str, password: str) -> User:
    """Makes the admin of an empty studio. Raises AlreadySetUp: of two at once, one wins."""
    user = _new_user(name, password, is_admin=True)
    with writing() as session:
        if db.engine.dialect.name == "postgresql":
            session.execute(text('LOCK TABLE "user" IN SHARE ROW EXCLUSIVE MODE'))
        if session.scalar(select(exists().where(_can_sign_in()))):
            raise AlreadySetUp
        session.add(user)
    return user


def make_person(name: str, password: str, is_admin: bool = False) -> User:
    """Makes an account. Raises NameTaken."""
    user = _new_user(name, password, is_admin)
    try:
        with writing() as session:
            session.add(user)
    except IntegrityError:
        raise NameTaken from None
    return user


def make_invited(name: str, password: str, token: str) -> User:
    """Makes an account and uses up its invitation, both or neither. Raises InvitationGone or NameTaken."""
    user = _new_user(name, password)
    used = update(Invitation).where(*_is_open(token)).values(used_at=utc_now(), used_by_id=user.id)
    try:
        with writing() as session:
            session.add(user)
            session.flush()
            if changed(session.execute(used)) == 0:
                raise InvitationGone
    except IntegrityError:
        raise NameTaken from None
    return user


def _can_sign_in() -> ColumnElement[bool]:
    return User.password_hash.startswith(HASH_BEGINS)


def inviter(token: str) -> str:
    """Returns the name of the person who made an open invitation. Raises InvitationGone."""
    name: str | None = db.session.scalar(
        select(User.name).join(Invitation, Invitation.created_by_id == User.id).where(*_is_open(token))
    )
    if name is None:
        raise InvitationGone
    return name


def rename(user_id: UUID, name: str) -> None:
    """Gives a person another name. Raises NameTaken."""
    try:
        with writing() as session:
            session.execute(update(User).where(User.id == user_id).values(name=name, name_key=key_of(name)))
    except IntegrityError:
        raise NameTaken from None


def choose_theme(user_id: UUID, theme: str) -> None:
    """Keeps "light", "dark", or nothing for what the person's device prefers."""
    with writing() as session:
        session.execute(update(User).where(User.id == user_id).values(theme=theme))


def choose_narrations(user_id: UUID, *, has_narrations: bool) -> None:
    """Says whether each new picture of the person is read aloud."""
    with writing() as session:
        session.execute(update(User).where(User.id == user_id).values(has_narrations=has_narrations))


def by_name(name: str) -> User | None:
    return db.session.scalar(select(User).where(User.name_key == key_of(name)))


def changed(result: object) -> int:
    """Returns how many rows a statement changed."""
    return result.rowcount if isinstance(result, CursorResult) else 0


def _new_user(name: str, password: str, is_admin: bool = False) -> User:
    return User(
        id=new_id(),
        name=name,
        name_key=key_of(name),
        password_hash=hash_password(password),
        is_admin=is_admin,
    )


def _is_open(token: str) -> tuple[ColumnElement[bool], ...]:
    return (
        Invitation.token_hash == hash_token(token),
        Invitation.used_at.is_(None),
        Invitation.revoked_at.is_(None),
        Invitation.expires_at > utc_now(),
    )
