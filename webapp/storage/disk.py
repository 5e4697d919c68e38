"""Writing to a disk so that a crash, a full disk or a pulled plug leaves a whole file or none."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from webapp.storage.base import chunks
from webapp.storage.errors import StorageFull, StorageUnavailable
from webapp.storage.keys import is_key

# EFBIG stands beside the others because a file-size limit is how some hosts cap a service's disk use.
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def translated() -> Iterator[None]:
    """Turns the system's errors into StorageFull when out of room, else StorageUnavailable; drops paths."""
    try:
        yield
    except OSError as error:
        detail = errno.errorcode.get(error.errno or 0, type(error).__name__)
        kind = StorageFull if error.errno in _FULL else StorageUnavailable
        raise kind(detail=detail) from None


def write_new(path: Path, data: bytes | BinaryIO) -> None:
    """Writes a file that was not there and waits until the disk has it."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o640)
    try:
        for piece in chunks(data):
            _write_all(handle, piece)
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_file(source: Path, target: Path) -> None:
    """Moves a finished file into place at once, making its folders, and waits for the disk."""
    make_folder(target.parent)
    source.replace(target)
    _sync_folder(target.parent)


def make_folder(folder: Path) -> None:
    """Makes the folder and those above it, each durable before the next; one that is there is no error."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    _sync_folder(folder.parent)


def walk_files(folder: Path, above: str, start_after: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yields (key, stat) below a folder in the order of keys, from the first one after `start_after`.

    `above` is the folder's own key with a slash at its end, or nothing for the root. Links and names that
    this server would not make are skipped.
    """
    for name, entry in _entries(folder):
        key = above + name
        if key <= start_after and not start_after.startswith(key):
            continue
        if name.endswith("/"):
            yield from walk_files(folder / entry.name, key, start_after)
        elif key > start_after:
            # Somebody may have removed it since the folder was read; then it is simply not there.
            with suppress(FileNotFoundError):
                yield key, entry.stat(follow_symlinks=False)


def is_file(path: Path) -> bool:
    """Tells whether a file is there; a disk that cannot answer counts as no."""
    try:
        return path.is_file()
    except OSError:
        return False


def _entries(folder: Path) -> list[tuple[str, os.DirEntry[str]]]:
    """Reads a folder in the order of keys, for which a folder's name ends with a slash."""
    if not folder.is_dir():
        return []
    with os.scandir(folder) as found:
        entries = [entry for entry in found if is_key(entry.name) and not entry.is_symlink()]
    named = ((f"{entry.name}/" if entry.is_dir() else entry.name, entry) for entry in entries)
    return sorted(named, key=lambda pair: pair[0])


def _write_all(handle: int, piece: bytes) -> None:
    rest = memoryview(piece)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
