"""The contract that every place for bytes keeps: local disk and S3 alike.

A key that was put can be opened, and a file is either wholly there or not at all. Every method that takes a
key raises BadKey for a name that `keys.check_key` refuses; all raise StorageUnavailable when the place cannot
be reached.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from webapp.storage.errors import StorageFull

MARKER = ".atelier-media"
MARKER_TEXT = b"Atelier keeps its pictures here. Without this file it would not trust, or clean, this place.\n"
MAX_URL_LIFE_S = 300
CHUNK_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One stored file: its name, size in bytes and the time it was last written."""

    key: str
    size_bytes: int
    modified: datetime

    def age_s(self) -> float:
        """Seconds since it was written."""
        return (datetime.now(UTC) - self.modified).total_seconds()


class Storage(ABC):
    """A place where bytes rest under server-made names."""

    @abstractmethod
    def set_up(self) -> None:
        """Makes the place and marks it as ours. Call it only while no row names a file yet.

        Later on a missing marker means the wrong disk or bucket, and marking that one would hide the mistake.
        """

    @abstractmethod
    def check(self) -> str | None:
        """Says in a sentence what is wrong with the place, or None when files can be kept here."""

    @abstractmethod
    def put(self, key: str, data: bytes | BinaryIO, content_type: str) -> None:
        """Stores the bytes, or what is left in the stream, wholly or not at all, replacing the same key.

        Raises StorageFull when there is no room.
        """

    @abstractmethod
    def open(self, key: str) -> BinaryIO:
        """Opens a seekable stream to read from, to be closed by the caller. Raises Missing."""

    @abstractmethod
    def url(self, key: str, expires_s: int = MAX_URL_LIFE_S) -> str | None:
        """Returns an address that anyone may read for five minutes at most, or None when we serve it."""

    @abstractmethod
    def local_path(self, key: str) -> Path | None:
        """Returns the path for sendfile, raising Missing if it is gone, or None when files are elsewhere."""

    @abstractmethod
    def delete_many(self, keys: Iterable[str]) -> None:
        """Removes the files; those already gone are no error."""

    @abstractmethod
    def exists(self, key: str) -> bool:
        """Tells whether a file has this key."""

    @abstractmethod
    def size(self, key: str) -> int:
        """Returns the file's size in bytes. Raises Missing."""

    @abstractmethod
    def list_files(self, prefix: str = "", start_after: str = "") -> Iterator[StoredFile]:
        """Lists files in a folder such as `pictures/2026`, in the order of keys, after `start_after`."""

    @abstractmethod
    def leftovers(self) -> Iterator[StoredFile]:
        """Lists unfinished writes left by a crash; their keys are for `delete_leftover` alone."""

    @abstractmethod
    def delete_leftover(self, key: str) -> None:
        """Removes one unfinished write; one already gone is no error."""

    @abstractmethod
    def free_bytes(self) -> int | None:
        """Returns the room left in bytes, or None when there is no end to it."""

    def delete(self, key: str) -> None:
        """Removes the file; one already gone is no error."""
        self.delete_many([key])

    def list_keys(self, prefix: str = "") -> Iterator[str]:
        """Lists the names alone, in order."""
        return (file.key for file in self.list_files(prefix))

    def require_room(self, size_bytes: int, floor_bytes: int) -> None:
        """Raises StorageFull unless `floor_bytes` would still be free after storing `size_bytes` more."""
        free = self.free_bytes()
        if free is not None and free - size_bytes < floor_bytes:
            raise StorageFull


def chunks(data: bytes | BinaryIO, size_bytes: int = CHUNK_BYTES) -> Iterator[bytes]:
    """Cuts bytes or a stream into pieces of at most `size_bytes`; never reads the whole stream at once."""
    if isinstance(data, bytes):
        yield from (data[start : start + size_bytes] for start in range(0, len(data), size_bytes))
        return
    while piece := data.read(size_bytes):
        yield piece
