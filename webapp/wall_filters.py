"""What a wall is narrowed by, as it stands in the address: read kindly, one frozen value.

Everything a person can narrow a wall by has a reader here; `webapp/walls.py` makes a query of it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict

from webapp.models.image import EDITED, ORIGINS, SHAPES, SIZE_CLASSES
from webapp.tagging import fold

MOST_TAGS = 5
LONGEST_TEXT = 200
LARGEST_NUMBER = 2**63 - 1
FIRST_YEAR, LAST_YEAR = 1970, 9998
MADE_KINDS = tuple(dict.fromkeys(origin for origin in (*ORIGINS.values(), EDITED) if origin != "probe"))
_WORD = re.compile(r"[a-z][a-z0-9_-]{0,31}")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def _text(given: str) -> str:
    text = " ".join(given.split())
    if len(text) > LONGEST_TEXT or not text.isprintable():
        raise ValueError(given)
    return text


def _word(given: str) -> str:
    if not _WORD.fullmatch(given):
        raise ValueError(given)
    return given


def _one_of(*names: str) -> Callable[[str], str]:
    def read(given: str) -> str:
        return names[names.index(given)]

    return read


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(given: str) -> int:
        if not (given.isascii() and given.isdecimal() and least <= int(given[:20]) <= most):
            raise ValueError(given)
        return int(given)

    return read


def _month(given: str) -> str:
    found = _MONTH.fullmatch(given)
    if found is None:
        raise ValueError(given)
    _day(f"{given}-01")
    return given


def _day(given: str) -> date:
    day = date.fromisoformat(given)
    if len(given) != len("2026-11-22") or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(given)
    return day


READERS: Mapping[str, Callable[[str], Any]] = {
    "q": _text,
    "like": _text,
    "style": UUID,
    "version": _number(1, 1_000_000),
    "theme": UUID,
    "engine": _word,
    "model": _text,
    "origin": _one_of(*MADE_KINDS),
    "kind": _word,
    "shape": _one_of(*SHAPES),
    "size": _one_of(*SIZE_CLASSES),
    "seed": _number(0, LARGEST_NUMBER),
    "month": _month,
    "from": _day,
    "to": _day,
    "project": UUID,
    "favorites": _one_of("1"),
    "rating": _number(1, 5),
    "by": _text,
}
# A public wall tells nothing of recipes that their owners keep.
MINE = frozenset(READERS) - {"by"} | {"tag"}
PUBLIC = frozenset(
    {"q", "like", "tag", "style", "theme", "engine", "kind", "shape", "size", "month", "from", "to", "project", "by"}
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a wall is narrowed by. `values` holds what is on by its name in the address, `tags` the tags' folded names.

    `left_out` are the names of what was asked for and not understood, or is not offered on this wall.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.values or self.tags)

    def get(self, name: str) -> Any:
        """Returns the value of one filter, None when it is off."""
        return self.values.get(name)

    @property
    def days(self) -> tuple[datetime | None, datetime | None]:
        """The moments between which the pictures were made: since the first, before the second, in UTC."""
        since, last = self.get("from"), self.get("to")
        starts = [_moment(since)] if since else []
        ends = [_moment(last + timedelta(days=1))] if last else []
        if month := self.get("month"):
            first = date.fromisoformat(f"{month}-01")
            starts.append(_moment(first))
            ends.append(_moment(next_month(first)))
        return max(starts, default=None), min(ends, default=None)


def read_filters(args: MultiDict[str, str], offered: frozenset[str]) -> Filters:
    """Reads what an address asks for. What is empty is off; what is odd is left out, and named."""
    values: dict[str, Any] = {}
    left_out = []
    for name, read in READERS.items():
        given = args.get(name, "").strip()
        if not given:
            continue
        try:
            if name in offered:
                values[name] = read(given)
            else:
                left_out.append(name)
        except ValueError:
            left_out.append(name)
    if "version" in values and "style" not in values:
        left_out.append("version")
        del values["version"]
    tags = tuple(dict.fromkeys(filter(None, (fold(each[:LONGEST_TEXT]) for each in _tags(args)))))[:MOST_TAGS]
    return Filters(values, tags, tuple(left_out))


def next_month(day: date) -> date:
    """Returns the first day of the month after that of `day`."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _tags(args: MultiDict[str, str]) -> list[str]:
    return [part for given in args.getlist("tag") for part in given.split(",")]


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
