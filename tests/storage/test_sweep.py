"""The sweeper: what it clears, what it leaves alone, and where it stops."""

import os
import time
from pathlib import Path

import pytest

from webapp.storage.base import MARKER
from webapp.storage.errors import StorageUnavailable
from webapp.storage.local import PARTS, LocalStorage
from webapp.storage.sweep import HOUR_S, sweep


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "media"


@pytest.fixture
def storage(root: Path) -> LocalStorage:
    storage = LocalStorage(root)
    storage.set_up()
    return storage


def put_old(storage: LocalStorage, *keys: str, age_s: float = HOUR_S + 60) -> None:
    for key in keys:
        storage.put(key, b"12345", "image/webp")
        then = time.time() - age_s
        os.utime(storage.local_path(key), (then, then))


def nothing_is_named(_: list[str]) -> set[str]:
    return set()


def everything_is_named(keys: list[str]) -> set[str]:
    return set(keys)


def test_old_files_that_no_row_names_are_cleared(storage: LocalStorage) -> None:
    put_old(storage, "pictures/lost.webp", "pictures/kept.webp", "thumbs/lost-480.webp")

    report = sweep(storage, lambda keys: {key for key in keys if "kept" in key})

    assert list(storage.list_keys()) == ["pictures/kept.webp"]
    assert (report.problem, report.seen, report.deleted_files, report.freed_bytes) == (None, 3, 2, 10)


def test_young_files_are_left_alone(storage: LocalStorage) -> None:
    put_old(storage, "pictures/young.webp", age_s=HOUR_S - 60)

    report = sweep(storage, nothing_is_named)

    assert storage.exists("pictures/young.webp")
    assert report.deleted_files == 0


def test_other_areas_are_left_alone(storage: LocalStorage) -> None:
    put_old(storage, "others/a.png", "backups/b.zip")

    sweep(storage, nothing_is_named)
    assert list(storage.list_keys()) == ["backups/b.zip", "others/a.png"]

    sweep(storage, nothing_is_named, areas=["others"])
    assert list(storage.list_keys()) == ["backups/b.zip"]


def test_only_old_unfinished_writes_are_cleared(storage: LocalStorage, root: Path) -> None:
    put_old(storage, "pictures/kept.webp")
    for name, age_s in (("old", HOUR_S + 60), ("young", 5)):
        (root / PARTS / name).write_bytes(b"123")
        then = time.time() - age_s
        os.utime(root / PARTS / name, (then, then))

    report = sweep(storage, everything_is_named)

    assert [left.key for left in storage.leftovers()] == ["young"]
    assert (report.deleted_leftovers, report.freed_bytes) == (1, 3)


def test_a_place_without_its_marker_is_not_touched(storage: LocalStorage, root: Path) -> None:
    put_old(storage, "pictures/lost.webp")
    (root / PARTS / "old").write_bytes(b"123")
    os.utime(root / PARTS / "old", (0, 0))
    (root / MARKER).unlink()

    report = sweep(storage, nothing_is_named)

    assert "MEDIA_ROOT" in report.problem
    assert (root / "pictures/lost.webp").exists()
    assert (root / PARTS / "old").exists()


def test_rows_that_cannot_be_asked_save_the_files(storage: LocalStorage) -> None:
    put_old(storage, "pictures/a.webp")

    def database_is_away(_: list[str]) -> set[str]:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        sweep(storage, database_is_away)

    assert storage.exists("pictures/a.webp")


def test_rows_are_asked_in_batches(storage: LocalStorage, root: Path) -> None:
    put_old(storage, "pictures/0.webp")
    for number in range(1, 1201):
        os.link(root / "pictures/0.webp", root / f"pictures/{number}.webp")
    asked: list[int] = []

    def count(keys: list[str]) -> set[str]:
        asked.append(len(keys))
        return set(keys)

    sweep(storage, count)

    assert asked == [500, 500, 201]


def test_a_long_sweep_goes_on_where_it_stopped(storage: LocalStorage) -> None:
    keys = ["pictures/a.webp", "pictures/b.webp", "pictures/c.webp", "thumbs/d.webp", "thumbs/e.webp"]
    put_old(storage, *keys)
    asked: list[str] = []

    def note(some: list[str]) -> set[str]:
        asked.extend(some)
        return set(some)

    first = sweep(storage, note, max_seen=2)
    second = sweep(storage, note, max_seen=2, start_after=first.resume_after)
    third = sweep(storage, note, max_seen=2, start_after=second.resume_after)

    assert asked == keys
    assert (first.resume_after, second.resume_after, third.resume_after) == (keys[1], keys[3], "")


def test_trouble_halfway_is_reported(storage: LocalStorage, monkeypatch: pytest.MonkeyPatch) -> None:
    put_old(storage, "pictures/a.webp")

    def vanish(_: object) -> None:
        raise StorageUnavailable

    monkeypatch.setattr(storage, "delete_many", vanish)

    report = sweep(storage, nothing_is_named)

    assert report.problem == StorageUnavailable.sentence
    assert report.deleted_files == 0
