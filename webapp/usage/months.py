"""Calendar months in UTC, as addresses name them: `2026-11`."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from webapp.models.columns import utc_now

MOST_SHOWN = 36
_NAMED = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month; `number` is 1 for January."""

    year: int
    number: int

    @property
    def name(self) -> str:
        return f"{self.year}-{self.number:02}"

    @property
    def words(self) -> str:
        return f"{self.start:%B %Y}"

    @property
    def start(self) -> datetime:
        return datetime(self.year, self.number, 1, tzinfo=UTC)

    @property
    def end(self) -> datetime:
        """The first moment that is no longer in it."""
        return self.next.start

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def next(self) -> "Month":
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    @property
    def previous(self) -> "Month":
        return month_of(self.start - timedelta(days=1))


def month_of(moment: datetime) -> Month:
    return Month(moment.year, moment.month)


def this_month() -> Month:
    return month_of(utc_now())


def read_month(text: str | None) -> Month:
    """Returns the month that an address names, this month where it names none."""
    found = _NAMED.fullmatch(text or "")
    return min(Month(int(found[1]), int(found[2])), this_month()) if found else this_month()


def months_since(moment: datetime) -> list[Month]:
    """Returns the months from this one back to that of `moment`, at most MOST_SHOWN."""
    shown, first = [this_month()], month_of(moment)
    while shown[-1] > first and len(shown) < MOST_SHOWN:
        shown.append(shown[-1].previous)
    return shown
