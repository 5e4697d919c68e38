"""The S3 client: how it is made, how patient it is, its errors in our words, and a stream to read from."""

import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, BinaryIO

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from webapp.storage.errors import BadStorageSetting, Missing, StorageError, StorageFull, StorageUnavailable
from webapp.storage.s3_settings import S3Settings

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer
    from obstore import ReadableFile
    from obstore.store import ClientConfig, RetryConfig, S3Config

BUFFER_BYTES = 4 * 1024 * 1024
RETRY: "RetryConfig" = {
    "max_retries": 3,
    "retry_timeout": timedelta(seconds=20),
    # obstore adds the jitter to this by itself.
    "backoff": {"init_backoff": timedelta(milliseconds=100), "max_backoff": timedelta(seconds=2), "base": 2},
}
_STATUS = re.compile(r"status code: (\d{3})")
_OUT_OF_ROOM = "507"
_first_user_pid: int | None = None


def make_client(bucket: str, prefix: str, settings: S3Settings) -> S3Store:
    """Makes the client without touching the network. Raises BadStorageSetting."""
    config: S3Config = {"region": settings.region}
    if settings.endpoint:
        # Servers other than Amazon's seldom have a host name for each bucket.
        config |= {"endpoint": settings.endpoint, "virtual_hosted_style_request": False}
    if settings.access_key_id:
        config |= {
            "access_key_id": settings.access_key_id,
            "secret_access_key": settings.secret_access_key,
        }
    if settings.session_token:
        config["session_token"] = settings.session_token
    client: ClientConfig = {
        "allow_http": settings.is_plain_http,
        "connect_timeout": timedelta(seconds=5),
        "timeout": timedelta(seconds=30),
    }
    try:
        return S3Store(bucket, prefix=prefix or None, config=config, client_options=client, retry_config=RETRY)
    except (BaseError, ValueError):
        raise BadStorageSetting from None


@contextmanager
def translated(missing: type[StorageError] = Missing) -> Iterator[None]:
    """Turns obstore's errors into ours; their texts hold addresses and keys, so only the kind is kept."""
    _refuse_after_fork()
    try:
        yield
    except FileNotFoundError:
        raise missing(detail="not found") from None
    except BaseError as error:
        status = _STATUS.search(str(error))
        code = status[1] if status else ""
        kind = StorageFull if code == _OUT_OF_ROOM else StorageUnavailable
        raise kind(detail=f"{type(error).__name__} {code}".strip()) from None


def open_stream(store: S3Store, key: str) -> BinaryIO:
    """Opens a seekable stream that fetches 4 MiB at a time. Raises Missing."""
    with translated():
        reader = obstore.open_reader(store, key, buffer_size=BUFFER_BYTES)
    return io.BufferedReader(_Reader(reader))


class _Reader(io.RawIOBase):
    """An obstore reader as Python's own kind of raw stream."""

    def __init__(self, reader: "ReadableFile") -> None:
        super().__init__()
        self._reader = reader

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        space = memoryview(buffer).cast("B")
        with translated():
            piece = self._reader.read(len(space))
        space[: len(piece)] = memoryview(piece)
        return len(piece)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self._reader.seek(offset, whence)

    def tell(self) -> int:
        return self._reader.tell()


def _refuse_after_fork() -> None:
    """Fails at once where obstore would hang for ever: its threads do not survive a fork.

    A process that forks after using S3 must leave S3 to its children. See tokio-rs/tokio issue 4301.
    """
    global _first_user_pid  # noqa: PLW0603 - the threads belong to the process, so does this
    if _first_user_pid is None:
        _first_user_pid = os.getpid()
    if _first_user_pid != os.getpid():
        raise RuntimeError("S3 storage was used before this process was forked; use it in the child only.")
