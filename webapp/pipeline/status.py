"""The only place that moves a status. Each move is one UPDATE that somebody else may have won already."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import update

from webapp.database import patient, writing
from webapp.live import publish
from webapp.models import ImageRequest
from webapp.models.columns import utc_now
from webapp.models.image_request import LIVE, TERMINAL


def move(
    request_id: UUID,
    to: str,
    *,
    from_: Iterable[str] = LIVE,
    held_by: str | None = None,
    **values: Any,
) -> bool:
    """Moves a request to the status `to` and tells the open pages. False when somebody else won.

    With `held_by`, a lease token, only the worker that holds the lease may move it. Terminal states are final.
    """
    if to in TERMINAL:
        values |= {"finished_at": utc_now(), "lease_token": None}
    return change(request_id, from_=from_, held_by=held_by, status=to, **values)


@patient
def change(request_id: UUID, *, from_: Iterable[str] = LIVE, held_by: str | None = None, **values: Any) -> bool:
    """Changes what a person sees of a live request. False when it is not ours to change any more."""
    wanted = update(ImageRequest).where(ImageRequest.id == request_id, ImageRequest.status.in_(tuple(from_)))
    if held_by is not None:
        wanted = wanted.where(ImageRequest.lease_token == held_by)
    wanted = wanted.values(version=ImageRequest.version + 1, **values).returning(
        ImageRequest.user_id, ImageRequest.version
    )
    with writing() as session:
        changed = session.execute(wanted, execution_options={"synchronize_session": False}).first()
    if changed is None:
        return False
    publish(changed.user_id, request_id, changed.version)
    return True


@patient
def beat(request_id: UUID, lease_token: str) -> bool:
    """Says that the worker is alive. False when the request is not its own any more."""
    wanted = (
        update(ImageRequest)
        .where(ImageRequest.id == request_id, ImageRequest.lease_token == lease_token)
        .values(heartbeat=ImageRequest.heartbeat + 1)
        .returning(ImageRequest.id)
    )
    with writing() as session:
        return session.execute(wanted, execution_options={"synchronize_session": False}).first() is not None


def cancel(request_id: UUID) -> bool:
    """Ends a live request because the person no longer wants it; pictures already made stay."""
    return move(request_id, "cancelled", from_=LIVE)
