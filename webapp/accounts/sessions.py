"""Who is signed in where. A session is a row: deleting it signs that browser out.

The browser keeps a random token inside Flask's signed cookie; the row keeps the token's hash.
"""

from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from flask import Flask, g, request, session
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadSignature
from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from webapp.accounts.devices import device_words
from webapp.accounts.people import changed
from webapp.database import SQLITE_BUSY_TIMEOUT_MS, writing
from webapp.extensions import db
from webapp.models import User, UserSession
from webapp.models.columns import new_id, utc_now
from webapp.tokens import hash_token, new_token

COOKIE_KEY = "sid"
IDLE_LIFE = timedelta(days=14)
LONGEST_LIFE = timedelta(days=60)
SEEN_EVERY = timedelta(minutes=5)
SEEN_PATIENCE_MS = 100


def begin(user: User, new_hash: str | None = None) -> bool:
    """Signs `user` in on this browser under a new token; the browser's old session ends.

    `user.password_hash` is the one that was just checked, `new_hash` replaces it if given. Returns False when
    the password was changed, or the account disabled, since it was checked.
    """
    token = new_token()
    with writing() as database:
        kept = update(User).where(
            User.id == user.id, User.password_hash == user.password_hash, User.is_disabled.is_(False)
        )
        if changed(database.execute(kept.values(password_hash=new_hash or user.password_hash))) == 0:
            return False
        _delete_stale(database, user.id)
        _add(database, user.id, token)
    _give(token)
    return True


def begin_after_password_change(user: User, new_hash: str) -> bool:
    """Replaces the password and ends every session of `user`, then begins a new one here.

    Returns False when the password was changed elsewhere since `user` was read.
    """
    token = new_token()
    with writing() as database:
        kept = update(User).where(User.id == user.id, User.password_hash == user.password_hash)
        if changed(database.execute(kept.values(password_hash=new_hash))) == 0:
            return False
        database.execute(delete(UserSession).where(UserSession.user_id == user.id))
        _add(database, user.id, token)
    _give(token)
    return True


def end() -> None:
    """Signs this browser out."""
    token = session.get(COOKIE_KEY)
    if token:
        with writing() as database:
            database.execute(delete(UserSession).where(UserSession.token_hash == hash_token(token)))
    session.clear()


def revoke(user_id: UUID, session_id: UUID) -> bool:
    """Ends one session of a person. Returns False when they have no such session."""
    chosen = delete(UserSession).where(UserSession.id == session_id, UserSession.user_id == user_id)
    with writing() as database:
        return changed(database.execute(chosen)) == 1


def of_person(user_id: UUID) -> list[UserSession]:
    """Returns the living sessions of a person, the last seen first."""
    living = select(UserSession).where(UserSession.user_id == user_id, *_is_living())
    return list(db.session.scalars(living.order_by(UserSession.last_seen_at.desc())))


def current() -> UserSession | None:
    """Returns the session that this request came with."""
    found: UserSession | None = g.get("user_session")
    return found


def load_user() -> User | None:
    """Returns who is signed in on this browser, in one query. A disabled person is nobody."""
    token = session.get(COOKIE_KEY)
    row = _find(token) if isinstance(token, str) else None
    if row is None:
        return None
    user, g.user_session = row
    if g.user_session.last_seen_at < utc_now() - SEEN_EVERY:
        _note_seen(g.user_session.id)
    return user


def user_for_cookie(app: Flask, cookie: str) -> User | None:
    """Returns who the value of the session cookie belongs to, outside a Flask request, or None."""
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    if serializer is None:
        return None
    try:
        content = serializer.loads(cookie, max_age=int(app.permanent_session_lifetime.total_seconds()))
    except BadSignature:
        return None
    token = content.get(COOKIE_KEY) if isinstance(content, dict) else None
    if not isinstance(token, str):
        return None
    with app.app_context():
        row = _find(token)
    return row[0] if row else None


def _find(token: str) -> tuple[User, UserSession] | None:
    row = db.session.execute(
        select(User, UserSession)
        .join(UserSession, UserSession.user_id == User.id)
        .where(UserSession.token_hash == hash_token(token), User.is_disabled.is_(False), *_is_living())
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def _is_living() -> tuple[ColumnElement[bool], ...]:
    now = utc_now()
    return (UserSession.last_seen_at > now - IDLE_LIFE, UserSession.created_at > now - LONGEST_LIFE)


def _add(database: Session, user_id: UUID, token: str) -> None:
    database.add(
        UserSession(
            id=new_id(),
            user_id=user_id,
            token_hash=hash_token(token),
            device=device_words(request.user_agent.string),
            address=request.remote_addr or "",
        )
    )


def _delete_stale(database: Session, user_id: UUID) -> None:
    """Deletes this browser's session before, whoever it was, and what has run out."""
    now = utc_now()
    database.execute(delete(UserSession).where(UserSession.token_hash == hash_token(session.get(COOKIE_KEY, ""))))
    has_run_out = or_(UserSession.last_seen_at <= now - IDLE_LIFE, UserSession.created_at <= now - LONGEST_LIFE)
    database.execute(delete(UserSession).where(UserSession.user_id == user_id, has_run_out))


def _give(token: str) -> None:
    """Gives the browser the new token. The CSRF token goes with the old session."""
    session.clear()
    session.permanent = True
    session[COOKIE_KEY] = token


def _note_seen(session_id: UUID) -> None:
    """Notes when the session was last seen. On its own connection: a busy database must not stop a page."""
    seen = update(UserSession).where(UserSession.id == session_id).values(last_seen_at=utc_now())
    is_sqlite = db.engine.dialect.name == "sqlite"
    with db.engine.connect() as connection:
        patience = (
            f"PRAGMA busy_timeout = {SEEN_PATIENCE_MS}" if is_sqlite else f"SET LOCAL lock_timeout = {SEEN_PATIENCE_MS}"
        )
        connection.exec_driver_sql(patience)
        with suppress(OperationalError):
            connection.execute(seen)
            connection.commit()
        if is_sqlite:
            connection.rollback()
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {SQLITE_BUSY_TIMEOUT_MS}")
