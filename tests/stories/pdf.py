"""Reads the words of a PDF such as ours back: as a reader does that searches or copies them."""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\n(.*)\nendstream", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
_SAID = re.compile(rb"/F(\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\) Tj|BT [\d.]+ ([\d.]+) Td", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def lines_of(pdf: bytes) -> list[list[str]]:
    """Returns the lines of each page, its page number last, without spaces: they may be gaps alone."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    fonts = {}
    for name, number in re.findall(rb"/F(\d+) (\d+) 0 R", b"".join(objects.values())):
        (table,) = re.findall(rb"/ToUnicode (\d+) 0 R", objects[int(number)])
        fonts[name] = {
            int(code, 16): bytes.fromhex(said.decode()).decode("utf-16-be")
            for code, said in _PAIR.findall(_stream(objects[int(table)]))
        }
    pages = [body for body in objects.values() if re.search(rb"/Type /Page\b(?!s)", body)]
    streams = [int(number) for body in pages for number in re.findall(rb"/Contents (\d+) 0 R", body)]
    return [_said(_stream(objects[number]), fonts) for number in streams]


def _stream(body: bytes) -> bytes:
    (found,) = _STREAM.findall(body)
    return zlib.decompress(found) if b"/FlateDecode" in body else found


def _said(content: bytes, fonts: dict[bytes, dict[int, str]]) -> list[str]:
    lines: dict[bytes, str] = {}
    height, letters = b"", {}
    for font, codes, moved in _SAID.findall(content):
        letters = fonts[font] if font else letters
        height = moved or height
        raw = re.sub(rb"\\(.)", lambda found: _ESCAPED.get(found[1], found[1]), codes, flags=re.DOTALL)
        said = "".join(letters[int.from_bytes(raw[at : at + 2])] for at in range(0, len(raw), 2))
        lines[height] = lines.get(height, "") + said.replace(" ", "")
    return [line for line in lines.values() if line]
