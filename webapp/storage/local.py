"""Files on this machine's disk, under MEDIA_ROOT."""

import os
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from webapp.storage.base import MARKER, MARKER_TEXT, MAX_URL_LIFE_S, Storage, StoredFile
from webapp.storage.disk import is_file, make_folder, replace_file, translated, walk_files, write_new
from webapp.storage.errors import BadKey, Missing, StorageUnavailable
from webapp.storage.keys import check_key

# One folder for unfinished writes: cheap to list, never seen among the pictures, and on the same filesystem.
PARTS = ".parts"


class LocalStorage(Storage):
    """Keeps each file under its key below `media_root`; refuses to work there without the marker file."""

    def __init__(self, media_root: Path) -> None:
        self._root = media_root.expanduser().absolute()

    def set_up(self) -> None:
        with translated():
            make_folder(self._root)
            if not self._is_ours():
                self._write(self._root / MARKER, MARKER_TEXT)

    def check(self) -> str | None:
        if not self._is_ours():
            return "This is not the picture folder that was set up. Check that MEDIA_ROOT is mounted."
        if not os.access(self._root, os.R_OK | os.W_OK | os.X_OK):
            return "The picture folder cannot be written to. Check the rights of MEDIA_ROOT and its mount."
        return None

    def put(self, key: str, data: bytes | BinaryIO, content_type: str) -> None:
        """Stores the bytes; the content type is not kept, since the key's ending tells it."""
        place = self._place(key)
        self._require_ours()
        with translated():
            self._write(place, data)

    def open(self, key: str) -> BinaryIO:
        place = self._found(key)
        with translated():
            return place.open("rb")

    def url(self, key: str, expires_s: int = MAX_URL_LIFE_S) -> str | None:
        self._place(key)
        return None

    def local_path(self, key: str) -> Path | None:
        return self._found(key)

    def delete_many(self, keys: Iterable[str]) -> None:
        places = [self._place(key) for key in keys]
        self._require_ours()
        with translated():
            for place in places:
                place.unlink(missing_ok=True)

    def exists(self, key: str) -> bool:
        place = self._place(key)
        with translated():
            is_there = place.is_file()
        if not is_there:
            self._require_ours()
        return is_there

    def size(self, key: str) -> int:
        place = self._found(key)
        with translated():
            return place.stat().st_size

    def list_files(self, prefix: str = "", start_after: str = "") -> Iterator[StoredFile]:
        folder = self._place(prefix.rstrip("/")) if prefix else self._root
        self._require_ours()
        above = f"{prefix.rstrip('/')}/" if prefix else ""
        with translated():
            for key, stat in walk_files(folder, above, start_after):
                yield _stored(key, stat)

    def leftovers(self) -> Iterator[StoredFile]:
        self._require_ours()
        with translated():
            for name, stat in walk_files(self._root / PARTS, "", ""):
                yield _stored(name, stat)

    def delete_leftover(self, key: str) -> None:
        if "/" in check_key(key):
            raise BadKey
        with translated():
            (self._root / PARTS / key).unlink(missing_ok=True)

    def free_bytes(self) -> int | None:
        with translated():
            disk = os.statvfs(self._root)
        return disk.f_bavail * disk.f_frsize

    def _place(self, key: str) -> Path:
        """Returns where the key's file is, links followed. Raises BadKey if that is outside the root."""
        try:
            root = self._root.resolve()
            place = (root / check_key(key)).resolve()
        except (OSError, RuntimeError):  # links that lead in a circle
            raise BadKey from None
        if not place.is_relative_to(root):
            raise BadKey
        return place

    def _found(self, key: str) -> Path:
        if not self.exists(key):
            raise Missing
        return self._place(key)

    def _write(self, place: Path, data: bytes | BinaryIO) -> None:
        make_folder(self._root / PARTS)
        part = self._root / PARTS / uuid.uuid4().hex
        try:
            write_new(part, data)
            replace_file(part, place)
        finally:
            part.unlink(missing_ok=True)

    def _is_ours(self) -> bool:
        return is_file(self._root / MARKER)

    def _require_ours(self) -> None:
        """Tells a place that is not mounted from a file that is gone: only the first must be tried again."""
        if not self._is_ours():
            raise StorageUnavailable(detail="marker file missing")


def _stored(key: str, stat: os.stat_result) -> StoredFile:
    return StoredFile(key, stat.st_size, datetime.fromtimestamp(stat.st_mtime, UTC))
