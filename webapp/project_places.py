"""The places of pictures in a project, in the order made by hand. Call all of it inside `writing()`."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Uuid, func, insert, literal, select, tuple_, update
from sqlalchemy.orm import Session

from webapp.models import Image, ImageProject, ProjectPicture
from webapp.models.image import IS_KEPT
from webapp.models.image_project import PROJECT_IS_KEPT
from webapp.project_rights import ROLE_MAY, role_in
from webapp.search.keeping import keep_words

# Room between two neighbours, so that a picture moves without moving the others.
GAP = 1024
FARTHEST = 2**30
PLACE = tuple_(ProjectPicture.position, ProjectPicture.image_id)


def hang(session: Session, project_id: UUID, image_ids: Iterable[UUID], by_id: UUID) -> int:
    """Puts pictures at the end of a project, each once. Returns how many are new there."""
    wanted = list(dict.fromkeys(image_ids))
    _hold(session, project_id)
    of_project = ProjectPicture.project_id == project_id
    known = set(session.scalars(select(ProjectPicture.image_id).where(of_project, ProjectPicture.image_id.in_(wanted))))
    fresh = [image_id for image_id in wanted if image_id not in known]
    last = session.scalar(select(func.max(ProjectPicture.position)).where(of_project))
    first = 0 if last is None else last + GAP
    rows = [
        {"project_id": project_id, "image_id": image_id, "position": first + GAP * number, "added_by_id": by_id}
        for number, image_id in enumerate(fresh)
    ]
    if rows:
        session.execute(insert(ProjectPicture), rows)
        keep_words(session.connection(), fresh)
    return len(rows)


def hang_new(session: Session, project_id: UUID, image_id: UUID, maker_id: UUID) -> None:
    """Puts a picture just made into the project it was made in, if its maker may still add to it."""
    owner_id = session.scalar(select(ImageProject.owner_id).where(ImageProject.id == project_id, PROJECT_IS_KEPT))
    if owner_id is None:
        return
    if owner_id == maker_id or "add" in ROLE_MAY.get(role_in(project_id, maker_id) or "", ()):
        hang(session, project_id, [image_id], maker_id)


def move(session: Session, project_id: UUID, image_id: UUID, to: str, before_id: UUID | None = None) -> None:
    """Moves a picture first, earlier, later or last, or right "before" another one. Nowhere to go: it stays."""
    _hold(session, project_id)
    low, high = _gap(session, project_id, image_id, to, before_id)
    if low is None and high is None:
        return
    if not _has_room(low, high):
        _spread(session, project_id)
        low, high = _gap(session, project_id, image_id, to, before_id)
    _put(session, project_id, image_id, _between(low, high))


def _gap(
    session: Session, project_id: UUID, image_id: UUID, to: str, before_id: UUID | None
) -> tuple[Row[Any] | None, Row[Any] | None]:
    """Returns the neighbours a picture comes between; both None: it stays where it is."""

    def beside(row: Row[Any] | None, *, is_behind: bool) -> Row[Any] | None:
        return _beside(session, project_id, image_id, row, is_behind=is_behind)

    if to in {"first", "last"}:
        end = beside(None, is_behind=to == "first")
        return (None, end) if to == "first" else (end, None)
    from_id = before_id if to == "before" else image_id
    here = session.execute(_places(project_id).where(ProjectPicture.image_id == from_id)).first()
    if here is None or (to == "before" and from_id == image_id):
        return None, None
    if to == "before":
        return beside(here, is_behind=False), here
    passed = beside(here, is_behind=to == "later")
    if passed is None:
        return None, None
    beyond = beside(passed, is_behind=to == "later")
    return (passed, beyond) if to == "later" else (beyond, passed)


def _beside(
    session: Session, project_id: UUID, without: UUID, row: Row[Any] | None, *, is_behind: bool
) -> Row[Any] | None:
    """Returns the picture next to a place, not counting one; without a place the first or, backwards, the last."""
    wanted = _places(project_id).where(ProjectPicture.image_id != without)
    if row is not None:
        place = tuple_(literal(row.position), literal(row.image_id, Uuid()))
        wanted = wanted.where(place < PLACE if is_behind else place > PLACE)
    columns = (ProjectPicture.position, ProjectPicture.image_id)
    return session.execute(wanted.order_by(*(each if is_behind else each.desc() for each in columns)).limit(1)).first()


def _places(project_id: UUID) -> Any:
    return (
        select(ProjectPicture.position, ProjectPicture.image_id)
        .join(Image, Image.id == ProjectPicture.image_id)
        .where(ProjectPicture.project_id == project_id, IS_KEPT)
    )


def _has_room(low: Row[Any] | None, high: Row[Any] | None) -> bool:
    if low is not None and high is not None:
        return bool(high.position - low.position >= 2)
    return abs(_between(low, high)) < FARTHEST


def _between(low: Row[Any] | None, high: Row[Any] | None) -> int:
    if low is None or high is None:
        return int(low.position + GAP if low is not None else high.position - GAP if high is not None else 0)
    return int(low.position + high.position) // 2


def _spread(session: Session, project_id: UUID) -> None:
    """Gives all pictures of a project new places in the same order, with room between them."""
    ordered = (
        select(ProjectPicture.image_id)
        .where(ProjectPicture.project_id == project_id)
        .order_by(ProjectPicture.position, ProjectPicture.image_id)
    )
    for number, image_id in enumerate(session.scalars(ordered).all()):
        _put(session, project_id, image_id, number * GAP)


def _put(session: Session, project_id: UUID, image_id: UUID, position: int) -> None:
    place = (ProjectPicture.project_id == project_id, ProjectPicture.image_id == image_id)
    session.execute(update(ProjectPicture).where(*place).values(position=position))


def _hold(session: Session, project_id: UUID) -> None:
    """Lets nobody else change the order of a project until this transaction ends."""
    session.execute(select(ImageProject.id).where(ImageProject.id == project_id).with_for_update())
