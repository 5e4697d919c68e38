"""The look at what will come in: a hundred entries at a time, in the file's order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from webapp.models import StyleImport
from webapp.style_exchange.drafts import Draft, Entry, Problem
from webapp.style_exchange.kept import entries_of, matches_of
from webapp.style_exchange.matching import Match

PAGE_SIZE = 100
SHOWN_CHARS = 160
PLACEMENTS = {"append": "after yours", "prefix": "before yours", "replace": "instead of yours"}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is shown. `number` names it in the form; a draft has a match, a problem has none."""

    number: int
    entry: Entry
    match: Match | None
    is_taken: bool

    @property
    def words(self) -> str:
        return clipped(self.entry.prompt) if isinstance(self.entry, Draft) else ""

    @property
    def avoided(self) -> str:
        return clipped(self.entry.negative_prompt) if isinstance(self.entry, Draft) else ""

    @property
    def where(self) -> str:
        """Where the words stand beside those that are typed."""
        if not isinstance(self.entry, Draft) or not self.entry.prompt:
            return ""
        return "around yours" if "{prompt}" in self.entry.prompt else PLACEMENTS[self.entry.placement]


@dataclass(frozen=True, slots=True)
class Look:
    """A page of an upload, and what the whole of it holds."""

    lines: list[Line]
    counts: dict[str, int]
    taken: int
    page: int
    pages: int
    only_problems: bool


def look(row: StyleImport, page: int, only_problems: bool) -> Look:
    """Returns page `page` (from 1, brought into range) of an upload, of its problems alone if so wished."""
    entries = entries_of(row)
    found = matches_of(row, entries)
    numbers = listed(entries, only_problems)
    pages = max(1, -(-len(numbers) // PAGE_SIZE))
    page = min(max(page, 1), pages)
    left_out = set(row.left_out)
    lines = [
        Line(number, entries[number], found[number], number not in left_out)
        for number in numbers[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    ]
    counts = Counter(_kind(entry, match) for entry, match in zip(entries, found, strict=True))
    drafts = [number for number, entry in enumerate(entries) if isinstance(entry, Draft)]
    return Look(lines, dict(counts), len(set(drafts) - left_out), page, pages, only_problems)


def listed(entries: Sequence[Entry], only_problems: bool) -> list[int]:
    """Returns the numbers of the entries that are listed."""
    return [
        number
        for number, entry in enumerate(entries)
        if not only_problems or (isinstance(entry, Problem) and entry.is_error)
    ]


def page_numbers(row: StyleImport, page: int, only_problems: bool) -> list[int]:
    """Returns the numbers of the entries that such a page shows."""
    numbers: list[int] = [line.number for line in look(row, page, only_problems).lines]
    return numbers


def clipped(text: str) -> str:
    """Returns so much of a text as a list shows."""
    return text if len(text) <= SHOWN_CHARS else f"{text[: SHOWN_CHARS - 1].rstrip()}…"


def _kind(entry: Entry, match: Match | None) -> str:
    if isinstance(entry, Problem):
        return "error" if entry.is_error else "divider"
    return match.state if match else "new"


def outcome_words(outcome: dict[str, Any]) -> str:
    """Returns what came in, as a sentence."""
    made, versions, skipped = outcome["made"], outcome["versions"], outcome["skipped"]
    parts = [f"{made:,} new style{'' if made == 1 else 's'}"] if made or not versions else []
    if versions:
        parts.append(f"{versions:,} new version{'' if versions == 1 else 's'}")
    tail = f" {skipped:,} of them you had already." if skipped else ""
    return f"{' and '.join(parts)} came in.{tail}"
