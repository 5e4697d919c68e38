"""Looking into a ZIP without trusting it: nothing is unpacked to a path, and all that is read is counted."""

import stat
import struct
import zipfile
import zlib
from typing import BinaryIO, cast

from webapp.pictures_in.counted import read_counted
from webapp.pictures_in.refused import Refused

MAX_ZIP_BYTES = 500_000_000
MAX_UNPACKED_BYTES = 1_000_000_000
MAX_ENTRIES = 10_000
MAX_LIST_BYTES = 4_000_000
IS_ENCRYPTED, IS_UNICODE = 0x1, 0x800
# LZMA is left out: a file in it may ask for gigabytes of memory before it unpacks.
OPENED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
_END = b"PK\x05\x06"
_END_BYTES = 22
_LONGEST_COMMENT = 65_535
_NOT_MEANT = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    struct.error,
)


class BadZip(Exception):
    """The ZIP cannot be read, or is too much. The text is for a person."""


class Skipped(Exception):
    """A file in the ZIP is left out. The text says why, for a person."""


def open_zip(stream: BinaryIO) -> zipfile.ZipFile:
    """Opens the ZIP in a seekable stream; the length of its list is looked at before it is read. Raises BadZip."""
    _check_list(stream)
    try:
        return zipfile.ZipFile(stream)
    except _BROKEN:
        raise BadZip("This ZIP is damaged and cannot be opened.") from None


def files_in(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Returns the files that were meant to be in the ZIP, in its order: no folders, and nothing systems add."""
    named = (entry for entry in archive.infolist() if entry.filename)
    return [entry for entry in named if not entry.is_dir() and _is_meant(entry.filename)]


def name_in(entry: zipfile.ZipInfo) -> str:
    """Returns a file's name; many systems write UTF-8 without saying so, which Python reads as the old code page."""
    if entry.flag_bits & IS_UNICODE:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode()
    except UnicodeError:
        return entry.filename


def read_file(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most_bytes: int) -> bytes:
    """Returns a file's bytes, counted while they are unpacked. Raises Skipped, in words."""
    if entry.flag_bits & IS_ENCRYPTED:
        raise Skipped("It is locked with a password.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Skipped("It is a link, not a file.")
    if entry.compress_type not in OPENED:
        raise Skipped("It is packed in a way that is not opened here. Make the ZIP anew.")
    try:
        with archive.open(entry) as stream:
            data = read_counted(cast("BinaryIO", stream), most_bytes)
    except Refused as refused:
        raise Skipped(str(refused)) from None
    except _BROKEN:
        raise Skipped("It is damaged inside the ZIP.") from None
    if data.startswith(b"PK\x03\x04"):
        raise Skipped("A ZIP inside the ZIP is not opened.")
    return data


def _is_meant(name: str) -> bool:
    return not any(part in (f"{name}/" if part.endswith("/") else name.rsplit("/", 1)[-1]) for part in _NOT_MEANT)


def _check_list(stream: BinaryIO) -> None:
    """Raises BadZip when the list of files is too long, by what the ZIP's end says: Python reads all of it at once."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _END_BYTES - _LONGEST_COMMENT))
    tail = stream.read()
    stream.seek(0)
    # In the order in which Python looks: an end without a comment, then the last one anywhere.
    at_end = tail[-_END_BYTES:]
    has_plain_end = at_end[:4] == _END and at_end[-2:] == b"\0\0"
    place = len(tail) - _END_BYTES if has_plain_end else tail.rfind(_END)
    if place < 0 or len(tail) - place < _END_BYTES:
        raise BadZip("This is not a ZIP, or a part of it is missing.")
    count, list_bytes = struct.unpack_from("<HI", tail, place + 10)
    if count > MAX_ENTRIES or list_bytes > MAX_LIST_BYTES:
        raise BadZip(f"This ZIP holds more than {MAX_ENTRIES:,} files. Make several of it.")
