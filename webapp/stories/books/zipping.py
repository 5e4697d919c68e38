"""ZIP files that are sent while they are made: nothing of them is kept but the entry at hand."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in a ZIP. What is packed already, such as JPEG, is only stored."""

    name: str
    data: bytes | str
    is_stored: bool = False


class _Window(io.RawIOBase):
    """A file of which only the end is kept: enough to go back to the beginning of the entry being written."""

    def __init__(self) -> None:
        super().__init__()
        self._kept = io.BytesIO()
        self._gone = 0

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._gone + self._kept.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._gone + self._kept.seek(offset - self._gone if whence == io.SEEK_SET else offset, whence)

    def write(self, data: bytes) -> int:  # type: ignore[override]  # all that zipfile writes are bytes
        return self._kept.write(data)

    def take(self) -> bytes:
        """Returns what is kept and lets it go."""
        data = self._kept.getvalue()
        self._gone += len(data)
        self._kept = io.BytesIO()
        return data


def zipped(entries: Iterable[Entry], made_at: datetime) -> Iterator[bytes]:
    """Packs entries one after the other, in their order, all of the same time, and yields the bytes so far."""
    window = _Window()
    with zipfile.ZipFile(window, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in entries:
            info = zipfile.ZipInfo(entry.name, made_at.timetuple()[:6])
            info.compress_type = zipfile.ZIP_STORED if entry.is_stored else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, entry.data)
            yield window.take()
    yield window.take()
