"""Uploads between the look at them and the yes: rows, a person's own, that go after a day."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import abort
from flask_login import current_user
from sqlalchemy import delete, select

from webapp.database import writing
from webapp.extensions import db
from webapp.models import StyleImport
from webapp.models.columns import first_id_at, utc_now
from webapp.style_exchange.drafts import Draft, Entry, Problem
from webapp.style_exchange.matching import Match, matches
from webapp.style_exchange.owned import owned_styles

KEPT_FOR = timedelta(days=1)
KEPT_AT_ONCE = 5
DEFAULTS = {"category": "", "visibility": "private", "duplicates": "skip"}


def keep(owner_id: UUID, title: str, entries: Sequence[Entry]) -> UUID:
    """Keeps what was read of a file and returns its id. What its owner has in the same words begins without a tick."""
    found = matches(entries, owned_styles(db.session(), owner_id))
    row = StyleImport(
        owner_id=owner_id,
        title=title,
        entries=[_as_data(entry) for entry in entries],
        left_out=[number for number, match in enumerate(found) if match and match.state == "same"],
        options=dict(DEFAULTS),
    )
    with writing() as session:
        _forget_old(owner_id)
        session.add(row)
    return row.id


def own_import(import_id: UUID) -> StyleImport:
    """Returns the caller's own upload, else 404."""
    row = db.session.get(StyleImport, import_id)
    if row is None or row.owner_id != current_user.id:
        abort(404)
    return row


def entries_of(row: StyleImport) -> list[Entry]:
    """Returns the drafts and problems of an upload, in the file's order."""
    return [_from_data(data) for data in row.entries]


def matches_of(row: StyleImport, entries: Sequence[Entry]) -> list[Match | None]:
    """Returns how the drafts stand to their owner's styles as they are now."""
    return matches(entries, owned_styles(db.session(), row.owner_id))


def remember(import_id: UUID, shown: Iterable[int], taken: Collection[int], options: dict[str, str]) -> None:
    """Keeps the ticks of the entries that were shown, and what was chosen for all."""
    with writing() as session:
        row = session.get_one(StyleImport, import_id, with_for_update=True, populate_existing=True)
        untaken = {number for number in shown if number not in taken}
        row.left_out = sorted((set(row.left_out) - set(taken)) | untaken)
        row.options = options


def drop(import_id: UUID) -> None:
    """Forgets an upload."""
    with writing() as session:
        session.execute(delete(StyleImport).where(StyleImport.id == import_id))


def _forget_old(owner_id: UUID) -> None:
    """Forgets what nobody came back to, and all but the newest few of one person's."""
    db.session.execute(delete(StyleImport).where(StyleImport.id < first_id_at(utc_now() - KEPT_FOR)))
    own = select(StyleImport.id).where(StyleImport.owner_id == owner_id).order_by(StyleImport.id.desc())
    surplus = db.session.scalars(own.offset(KEPT_AT_ONCE - 1)).all()
    db.session.execute(delete(StyleImport).where(StyleImport.id.in_(surplus)))


def _as_data(entry: Entry) -> dict[str, Any]:
    return {"kind": "draft" if isinstance(entry, Draft) else "problem", **asdict(entry)}


def _from_data(data: dict[str, Any]) -> Entry:
    values = {key: value for key, value in data.items() if key != "kind"}
    if data["kind"] == "problem":
        return Problem(**values)
    return Draft(**{**values, "notes": tuple(values["notes"])})
