"""Invitation links: making them, withdrawing them, what became of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import aliased

from webapp.database import writing
from webapp.extensions import db
from webapp.models import Invitation, User
from webapp.models.columns import utc_now
from webapp.tokens import hash_token, new_token

LIFE = timedelta(days=7)
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class InvitationView:
    """One link in the list, itself unknown by now. `state` is open, used, withdrawn or expired."""

    id: UUID
    created_by: str
    expires_at: datetime
    used_by: str
    state: str


def make_invitation(admin_id: UUID) -> str:
    """Makes an invitation and returns its token, which nobody can read again."""
    token = new_token()
    with writing() as session:
        session.add(Invitation(token_hash=hash_token(token), created_by_id=admin_id, expires_at=utc_now() + LIFE))
    return token


def revoke_invitation(invitation_id: UUID) -> bool:
    """Withdraws an invitation. Returns False when it is not open any more."""
    withdrawn = update(Invitation).where(
        Invitation.id == invitation_id, Invitation.used_at.is_(None), Invitation.revoked_at.is_(None)
    )
    with writing() as session:
        result = session.execute(withdrawn.values(revoked_at=utc_now()))
        return isinstance(result, CursorResult) and result.rowcount == 1


def newest_invitations() -> list[InvitationView]:
    """Returns the newest MOST_SHOWN invitations."""
    maker, guest = aliased(User), aliased(User)
    rows = db.session.execute(
        select(Invitation, maker.name, guest.name)
        .join(maker, maker.id == Invitation.created_by_id)
        .outerjoin(guest, guest.id == Invitation.used_by_id)
        .order_by(Invitation.id.desc())
        .limit(MOST_SHOWN)
    )
    return [
        InvitationView(row.id, made_by, row.expires_at, used_by or "", state_of(row)) for row, made_by, used_by in rows
    ]


def state_of(invitation: Invitation) -> str:
    """Returns what became of an invitation, in a word."""
    if invitation.used_at is not None:
        return "used"
    if invitation.revoked_at is not None:
        return "withdrawn"
    return "expired" if invitation.expires_at <= utc_now() else "open"
