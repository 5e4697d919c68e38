"""What can be done with many pictures: the actions by name, what they need and what they say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session
from wtforms.validators import ValidationError

from webapp import picture_changes
from webapp.bulk.projects import open_projects
from webapp.models.image import VISIBILITIES
from webapp.project_places import hang
from webapp.tagging import parse_tags

MOST_STARS = 5

Apply = Callable[[Session, UUID, Sequence[UUID], str], int]


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do. `field` names what it needs, "" for nothing; `check` returns that in order or refuses it.

    `done` says it of several pictures, `apply` does it and returns of how many.
    """

    done: str
    apply: Apply
    field: str = ""
    check: Callable[[str], str] = str


def _tags(typed: str) -> str:
    labels = parse_tags(typed)
    if not labels:
        raise ValidationError("Type a tag, or several with commas between them.")
    return ",".join(labels)


def _visibility(typed: str) -> str:
    if typed not in VISIBILITIES:
        raise ValidationError("Choose who may see them.")
    return typed


def _stars(typed: str) -> str:
    if typed not in map(str, range(MOST_STARS + 1)):
        raise ValidationError(f"Choose from 0 to {MOST_STARS} stars.")
    return typed


def _moment(typed: str) -> str:
    try:
        if datetime.fromisoformat(typed).tzinfo is not None:
            return typed
    except ValueError:
        pass
    raise ValidationError("This cannot be taken back from here. Look into the trash.")


def _setting(**values: bool) -> Apply:
    return lambda session, _owner_id, ids, _value: picture_changes.set_many(session, ids, **values)


def _into_project(session: Session, owner_id: UUID, ids: Sequence[UUID], value: str) -> int:
    """Puts pictures into a project that the person may add to."""
    if value not in {str(project.id) for project in open_projects(owner_id)}:
        raise ValidationError("Choose one of your projects.")
    hang(session, UUID(value), ids, owner_id)
    return len(ids)


ACTIONS: Mapping[str, Action] = {
    "tag": Action(
        "tagged",
        lambda session, _, ids, value: picture_changes.tag_many(session, ids, parse_tags(value)),
        "tags",
        _tags,
    ),
    "untag": Action(
        "without these tags",
        lambda session, _, ids, value: picture_changes.untag_many(session, ids, parse_tags(value)),
        "tags",
        _tags,
    ),
    "visibility": Action(
        "changed",
        lambda session, _, ids, value: picture_changes.set_many(session, ids, visibility=value),
        "visibility",
        _visibility,
    ),
    "rate": Action(
        "rated",
        lambda session, _, ids, value: picture_changes.set_many(session, ids, rating=int(value)),
        "rating",
        _stars,
    ),
    "project": Action("in the project", _into_project, "project"),
    "favorite": Action("among your favourites", _setting(is_favorite=True)),
    "unfavorite": Action("not among your favourites", _setting(is_favorite=False)),
    "trash": Action(
        "in the trash",
        lambda session, _, ids, value: picture_changes.trash_many(session, ids, datetime.fromisoformat(value)),
        check=_moment,
    ),
    "restore": Action(
        "back on your wall",
        lambda session, owner_id, ids, _: picture_changes.restore_many(session, owner_id, ids),
        "moment",
        _moment,
    ),
}


def count_words(number: int) -> str:
    """Returns "1 picture" or "1,200 pictures"."""
    return f"{number:,} picture{'' if number == 1 else 's'}"
