"""Links to pictures, projects and stories: made, listed, counted, withdrawn, and what they lead to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select, update
from sqlalchemy.orm import joinedload

from webapp.cards import BEHIND_ALL
from webapp.database import writing
from webapp.extensions import db
from webapp.models import Image, ImageProject, ShareLink, Story, User
from webapp.models.columns import utc_now
from webapp.models.image import IS_KEPT
from webapp.models.image_project import PROJECT_IS_KEPT
from webapp.sharing.locks import hash_password
from webapp.tokens import hash_token, new_token

Shared = Image | ImageProject | Story
# What each kind of link leads to, while it is there to be shown.
KINDS: dict[str, tuple[type[Any], tuple[Any, ...]]] = {
    "image": (Image, (Image.visibility != "private", IS_KEPT)),
    "project": (ImageProject, (PROJECT_IS_KEPT,)),
    "story": (Story, ()),
}
MOST_SHOWN = 50
MOST_COUNTED = 50


@dataclass(frozen=True, slots=True)
class Terms:
    """What a new link shows and for how long. `days` None: until it is withdrawn."""

    note: str = ""
    shows: str = "words"
    days: int | None = 30
    password: str = ""
    allows_download: bool = False


def make_link(thing: Shared, terms: Terms) -> str:
    """Makes a link to the thing and returns its token, which nobody can read again.

    A private picture becomes unlisted: seen by its links alone. Made private again, its links lead nowhere. Projects
    and stories stay as they are: a link opens them until it is withdrawn.
    """
    token = new_token()
    row = ShareLink(
        owner_id=thing.owner_id,
        kind=kind_of(thing),
        thing_id=thing.id,
        token_hash=hash_token(token),
        password_hash=hash_password(terms.password) if terms.password else "",
        note=terms.note,
        shows=terms.shows,
        allows_download=terms.allows_download,
        expires_at=utc_now() + timedelta(days=terms.days) if terms.days else None,
    )
    with writing() as session:
        session.add(row)
        if isinstance(thing, Image) and thing.visibility == "private":
            thing.visibility = "unlisted"
    return token


def kind_of(thing: Shared) -> str:
    """Returns the kind of links that lead to such a thing."""
    return next(kind for kind, (model, _) in KINDS.items() if isinstance(thing, model))


def links_of(thing: Shared) -> Sequence[ShareLink]:
    """Returns the newest links to the thing."""
    is_its = (ShareLink.kind == kind_of(thing), ShareLink.thing_id == thing.id)
    return db.session.scalars(_newest().where(*is_its).limit(MOST_SHOWN)).all()


def open_links(thing: Shared) -> int:
    """Returns how many links to the thing are open, at most MOST_COUNTED."""
    is_kept = or_(ShareLink.expires_at.is_(None), ShareLink.expires_at > utc_now())
    its = select(ShareLink.id).where(ShareLink.kind == kind_of(thing), ShareLink.thing_id == thing.id)
    return len(db.session.scalars(its.where(ShareLink.revoked_at.is_(None), is_kept).limit(MOST_COUNTED)).all())


def own_links(owner_id: UUID, before: UUID | None) -> tuple[Sequence[ShareLink], UUID | None]:
    """Returns one page of somebody's links, newest first, and the id to go on before."""
    wanted = _newest().where(ShareLink.owner_id == owner_id, ShareLink.id < (before or BEHIND_ALL))
    rows = db.session.scalars(wanted.limit(MOST_SHOWN + 1)).all()
    return rows[:MOST_SHOWN], rows[MOST_SHOWN - 1].id if len(rows) > MOST_SHOWN else None


def withdraw(owner_id: UUID, link_id: UUID) -> ShareLink | None:
    """Makes a link lead nowhere, at once. Returns None when it is not the person's."""
    is_own = (ShareLink.id == link_id, ShareLink.owner_id == owner_id)
    with writing() as session:
        session.execute(update(ShareLink).where(*is_own, ShareLink.revoked_at.is_(None)).values(revoked_at=utc_now()))
    return db.session.scalar(select(ShareLink).where(*is_own))


def state_of(link: ShareLink) -> str:
    """Returns what became of a link, in a word."""
    if link.revoked_at is not None:
        return "withdrawn"
    return "expired" if link.expires_at is not None and link.expires_at <= utc_now() else "open"


def link_by(token: str) -> ShareLink | None:
    """Returns the link of a token while it is open and its owner is somebody here."""
    wanted = select(ShareLink).join(User, User.id == ShareLink.owner_id)
    found = db.session.scalar(wanted.where(ShareLink.token_hash == hash_token(token), User.is_disabled.is_(False)))
    return found if found is not None and state_of(found) == "open" else None


def thing_of(link: ShareLink) -> Shared | None:
    """Returns what a link shows, None when it is deleted or was given away, or is a picture that is private now."""
    model, is_shown = KINDS[link.kind]
    is_it = (model.id == link.thing_id, model.owner_id == link.owner_id, *is_shown)
    found: Shared | None = db.session.scalar(select(model).where(*is_it).options(joinedload(model.owner)))
    return found


def count_use(link: ShareLink) -> None:
    """Notes that somebody opened the link."""
    used = update(ShareLink).where(ShareLink.id == link.id)
    with writing() as session:
        session.execute(used.values(use_count=ShareLink.use_count + 1, last_used_at=utc_now()))


def _newest() -> Select[ShareLink]:
    return select(ShareLink).order_by(ShareLink.id.desc())
