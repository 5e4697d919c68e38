"""Finds content credentials (C2PA) in a picture: what a provider signed is kept as it came.

Where they lie follows the C2PA specification 2.2, appendix A: a `caBX` chunk in PNG, a `C2PA` chunk in WEBP,
APP11 segments with a JUMBF box in JPEG.
"""

import struct
from collections.abc import Iterator

from webapp.engines.pictures import sniff

_APP11 = 0xEB
_START_OF_SCAN = 0xDA


def is_signed(data: bytes) -> bool:
    """Tells whether the encoded picture carries content credentials."""
    kind = sniff(data)
    if kind == "PNG":
        return b"caBX" in _png_chunks(data)
    if kind == "WEBP":
        return b"C2PA" in _riff_chunks(data)
    return kind == "JPEG" and any(marker == _APP11 and b"c2pa" in body for marker, body in _jpeg_segments(data))


def _png_chunks(data: bytes) -> Iterator[bytes]:
    at = 8
    while at + 8 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        yield data[at + 4 : at + 8]
        at += length + 12


def _riff_chunks(data: bytes) -> Iterator[bytes]:
    at = 12
    while at + 8 <= len(data):
        (length,) = struct.unpack_from("<I", data, at + 4)
        yield data[at : at + 4]
        at += 8 + length + length % 2


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != _START_OF_SCAN:
        (length,) = struct.unpack_from(">H", data, at + 2)
        yield data[at + 1], data[at + 4 : at + 2 + length]
        at += 2 + length
