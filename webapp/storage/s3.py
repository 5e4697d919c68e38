"""Files on an S3 server, through obstore.

Uploads cut short rest unseen on the server until its own lifecycle rule clears them.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import obstore

from webapp.storage.base import MARKER, MARKER_TEXT, MAX_URL_LIFE_S, Storage, StoredFile, chunks
from webapp.storage.errors import BadKey, Missing, StorageError, StorageUnavailable
from webapp.storage.keys import check_key, is_key
from webapp.storage.s3_client import make_client, open_stream, translated
from webapp.storage.s3_settings import S3Settings

# S3 takes no smaller part than this, except the last.
PART_BYTES = 5 * 1024 * 1024
# A picture may become private at any time, so browsers keep it no longer than an address lives.
CACHE_CONTROL = f"private, max-age={MAX_URL_LIFE_S}, immutable"


class S3Storage(Storage):
    """Keeps each file as an object under `prefix` in one bucket, which must exist already."""

    def __init__(self, bucket: str, prefix: str, settings: S3Settings) -> None:
        self._store = make_client(bucket, prefix, settings)

    def set_up(self) -> None:
        if not self._has(MARKER):
            self._put(MARKER, MARKER_TEXT, "text/plain")

    def check(self) -> str | None:
        try:
            is_ours = self._has(MARKER)
        except StorageError:
            return "The picture store does not answer. Check STORAGE_URL and the AWS_* variables."
        if not is_ours:
            return "The bucket is missing or is not the one set up for Atelier. Check STORAGE_URL."
        return None

    def put(self, key: str, data: bytes | BinaryIO, content_type: str) -> None:
        self._put(check_key(key), data, content_type)

    def open(self, key: str) -> BinaryIO:
        return open_stream(self._store, check_key(key))

    def url(self, key: str, expires_s: int = MAX_URL_LIFE_S) -> str | None:
        life = timedelta(seconds=max(1, min(expires_s, MAX_URL_LIFE_S)))
        with translated():
            return obstore.sign(self._store, "GET", check_key(key), life)

    def local_path(self, key: str) -> Path | None:
        check_key(key)
        return None

    def delete_many(self, keys: Iterable[str]) -> None:
        names = [check_key(key) for key in keys]
        if names:
            with translated(missing=StorageUnavailable):
                obstore.delete(self._store, names)

    def exists(self, key: str) -> bool:
        return self._has(check_key(key))

    def size(self, key: str) -> int:
        with translated():
            return obstore.head(self._store, check_key(key))["size"]

    def list_files(self, prefix: str = "", start_after: str = "") -> Iterator[StoredFile]:
        folder = check_key(prefix.rstrip("/")) if prefix else None
        with translated(missing=StorageUnavailable):
            for found in chain.from_iterable(obstore.list(self._store, folder, offset=start_after or None)):
                if is_key(found["path"]):
                    yield StoredFile(found["path"], found["size"], found["last_modified"])

    def leftovers(self) -> Iterator[StoredFile]:
        return iter(())

    def delete_leftover(self, key: str) -> None:
        raise BadKey

    def free_bytes(self) -> int | None:
        return None

    def _has(self, key: str) -> bool:
        try:
            with translated():
                obstore.head(self._store, key)
        except Missing:
            return False
        return True

    def _put(self, key: str, data: bytes | BinaryIO, content_type: str) -> None:
        attributes = {"Content-Type": content_type, "Cache-Control": CACHE_CONTROL}
        with translated(missing=StorageUnavailable):
            obstore.put(self._store, key, _body(data), attributes=attributes)


def _body(data: bytes | BinaryIO) -> bytes | Iterator[bytes]:
    """Returns what fits one part as bytes, sent in one request, and anything longer as a stream."""
    if isinstance(data, bytes):
        return data
    pieces = chunks(data, PART_BYTES)
    first, second = next(pieces, b""), next(pieces, None)
    return first if second is None else chain([first, second], pieces)
