"""Clears what a crash left behind: unfinished writes, and files that no row names."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain, islice

from webapp.storage.base import Storage, StoredFile
from webapp.storage.errors import StorageError
from webapp.storage.keys import IMPORTS, MASKS, NARRATIONS, ORIGINALS, PARTS, PICTURES, PROBES, THEMES, THUMBNAILS

HOUR_S = 3600
BATCH = 500
MAX_SEEN = 50_000
AREAS = (PICTURES, THUMBNAILS, ORIGINALS, THEMES, PROBES, IMPORTS, NARRATIONS, MASKS, PARTS)


@dataclass(slots=True)
class SweepReport:
    """What a sweep did; `problem` says why it stopped early, `resume_after` where the next goes on."""

    problem: str | None = None
    seen: int = 0
    deleted_files: int = 0
    deleted_leftovers: int = 0
    freed_bytes: int = 0
    resume_after: str = ""


def sweep(
    storage: Storage,
    is_named: Callable[[list[str]], set[str]],
    *,
    older_than_s: float = HOUR_S,
    areas: Iterable[str] = AREAS,
    start_after: str = "",
    max_seen: int = MAX_SEEN,
) -> SweepReport:
    """Removes unfinished writes and files that no row names, once older than `older_than_s`.

    `is_named` gets up to 500 keys and returns those that some row names; it must know every area in `areas`.
    Looks at `max_seen` files at most: pass one report's `resume_after` as the next `start_after`; it is empty
    once the end was reached. Touches nothing where `check` complains. Raises only what `is_named` raises.
    """
    report = SweepReport(problem=storage.check())
    if report.problem:
        return report
    try:
        _clear_leftovers(storage, older_than_s, max_seen, report)
        files = chain.from_iterable(storage.list_files(area, start_after) for area in sorted(areas))
        while batch := list(islice(files, min(BATCH, max_seen - report.seen))):
            _clear_unnamed(storage, is_named, older_than_s, batch, report)
            report.resume_after = batch[-1].key if report.seen == max_seen else ""
    except StorageError as error:
        report.problem = str(error)
    return report


def _clear_leftovers(storage: Storage, older_than_s: float, max_seen: int, report: SweepReport) -> None:
    for part in islice(storage.leftovers(), max_seen):
        if part.age_s() > older_than_s:
            storage.delete_leftover(part.key)
            report.deleted_leftovers += 1
            report.freed_bytes += part.size_bytes


def _clear_unnamed(
    storage: Storage,
    is_named: Callable[[list[str]], set[str]],
    older_than_s: float,
    batch: list[StoredFile],
    report: SweepReport,
) -> None:
    """A file rests before its row is written, so young ones are left alone and never asked about."""
    report.seen += len(batch)
    old = [file for file in batch if file.age_s() > older_than_s]
    named = is_named([file.key for file in old]) if old else set()
    unnamed = [file for file in old if file.key not in named]
    storage.delete_many(file.key for file in unnamed)
    report.deleted_files += len(unnamed)
    report.freed_bytes += sum(file.size_bytes for file in unnamed)
