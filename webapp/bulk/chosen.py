"""Which pictures are meant: those ticked, or all of a wall as it is narrowed, also those not loaded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl
from uuid import UUID

from sqlalchemy import Select, select
from werkzeug.datastructures import MultiDict

from webapp.models import Image
from webapp.models.image import IS_IN_TRASH
from webapp.pipeline.trash import can_come_back
from webapp.wall_filters import MINE, read_filters
from webapp.wall_meaning import nearest_on
from webapp.walls import my_wall

MOST_TICKED = 2000
LONGEST_FILTERS = 2000


@dataclass(frozen=True, slots=True)
class Chosen:
    """The pictures ticked, each once, or everything that `filters`, a query string, leaves on one's own wall."""

    ids: tuple[UUID, ...] = ()
    is_all: bool = False
    filters: str = ""

    def __bool__(self) -> bool:
        return self.is_all or bool(self.ids)


def read_chosen(form: MultiDict[str, str]) -> Chosen:
    """Reads what a wall's form says. What is no picture's id is passed by."""
    if form.get("all") == "1":
        return Chosen(is_all=True, filters=form.get("filters", "").replace("\0", "")[:LONGEST_FILTERS])
    given = (part for each in form.getlist("ids") for part in each.split(","))
    return Chosen(tuple(dict.fromkeys(_ids(given))))


def on_my_wall(owner_id: UUID, filters: str) -> Select[UUID]:
    """Returns the query of a person's pictures that the filters leave, newest first."""
    read = read_filters(MultiDict(parse_qsl(filters)), MINE)
    wall = my_wall(owner_id, read)
    if read.get("like"):
        wall = wall.with_conditions(Image.id.in_(nearest_on(wall, read).ids))
    return wall.ids()


def targets(owner_id: UUID, action: str, value: str, filters: str) -> Select[UUID]:
    """Returns the query of all pictures that an action on "all" is about: a wall, or what went into the trash."""
    if action != "restore":
        return on_my_wall(owner_id, filters)
    went = Image.deleted_at == datetime.fromisoformat(value)
    return (
        select(Image.id).where(Image.owner_id == owner_id, IS_IN_TRASH, went, can_come_back()).order_by(Image.id.desc())
    )


def _ids(given: Iterable[str]) -> Iterable[UUID]:
    for each in given:
        try:
            yield UUID(each)
        except ValueError:
            continue
