"""The parts of a file read as one."""

import io
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO

from webapp.storage.base import Storage

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


def joined(storage: Storage, parts: Sequence[tuple[int, str]], size_bytes: int) -> BinaryIO:
    """Returns a seekable stream of `parts`, each its offset and its key, in order and without a gap."""
    return io.BufferedReader(_Joined(storage, parts, size_bytes))


class _Joined(io.RawIOBase):
    """Holds one part in memory at a time, so that a file may be larger than memory."""

    def __init__(self, storage: Storage, parts: Sequence[tuple[int, str]], size_bytes: int) -> None:
        self._storage = storage
        self._starts = [start for start, _ in parts]
        self._keys = [key for _, key in parts]
        self._size_bytes = size_bytes
        self._place = 0
        self._held: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size_bytes}[whence]
        self._place = max(0, start + offset)
        return self._place

    def readinto(self, buffer: "WriteableBuffer") -> int:
        if self._place >= self._size_bytes:
            return 0
        number = bisect_right(self._starts, self._place) - 1
        start = self._place - self._starts[number]
        view = memoryview(buffer)
        piece = self._part(number)[start : start + len(view)]
        view[: len(piece)] = piece
        self._place += len(piece)
        return len(piece)

    def _part(self, number: int) -> bytes:
        if self._held[0] != number:
            with self._storage.open(self._keys[number]) as stream:
                self._held = (number, stream.read())
        return self._held[1]
