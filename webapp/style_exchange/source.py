"""From bytes to text to values, with limits: no file makes this loop, recurse or fill the memory."""

import codecs
import json
import re
from collections import Counter
from typing import Any, NoReturn

from webapp.style_exchange.drafts import MAX_BYTES, MAX_ENTRIES, Unreadable

MAX_DEPTH = 12
MAX_NUMBER_DIGITS = 40
# Whole strings are passed over at once, also one that never ends: so brackets inside them do not count.
_MARKS = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[{]|[\]}]', re.DOTALL)
_MARKED = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
NOT_TEXT = "This is no text file. Choose a .csv or .json file of styles."


class Table(dict[str, Any]):
    """An object of a JSON file that remembers which names it held twice."""

    repeated: tuple[str, ...] = ()


def decoded(data: bytes) -> str:
    """Returns the text of a file: UTF-8, UTF-16 with its mark, or what Windows wrote. Raises Unreadable."""
    require_small(len(data))
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _decoded(data, encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _decoded(data, "cp1252")
        if any(character < " " and character not in "\t\n\r" for character in text):
            raise Unreadable(NOT_TEXT) from None
    if not text.strip():
        raise Unreadable("This file is empty.")
    return text


def parsed(text: str) -> Any:
    """Returns the values of a JSON text; its objects are Tables. Raises Unreadable, naming the line."""
    _require_shallow(text)
    try:
        return json.loads(text, object_pairs_hook=_table, parse_constant=_odd_number, parse_int=_whole_number)
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"Line {error.lineno}, column {error.colno}: this is not JSON any more ({error.msg})."
        ) from error
    except RecursionError as error:
        raise Unreadable("This file is nested too deeply.") from error


def require_small(size_bytes: int) -> None:
    """Raises Unreadable when a file is larger than what comes in at a time."""
    if size_bytes > MAX_BYTES:
        raise Unreadable(f"This is larger than {MAX_BYTES // 1_000_000} MB. Split the file and bring it in parts.")


def require_few(count: int) -> None:
    """Raises Unreadable when a file holds more entries than come in at a time."""
    if count > MAX_ENTRIES:
        raise Unreadable(f"This holds more than {MAX_ENTRIES:,} entries. Split the file and bring it in parts.")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(NOT_TEXT) from error


def _require_shallow(text: str) -> None:
    depth = 0
    for match in _MARKS.finditer(text):
        mark = match[0]
        if mark in "[{":
            depth += 1
        elif mark in "]}":
            depth -= 1
        if depth > MAX_DEPTH:
            line = text.count("\n", 0, match.start()) + 1
            raise Unreadable(f"Line {line}: this file is nested too deeply.")


def _table(pairs: list[tuple[str, Any]]) -> Table:
    made = Table(pairs)
    if len(made) < len(pairs):
        times = Counter(name for name, _ in pairs)
        made.repeated = tuple(name for name, count in times.items() if count > 1)
    return made


def _odd_number(name: str) -> NoReturn:
    raise Unreadable(f"This file holds {name}, which is no number.")


def _whole_number(digits: str) -> int | float:
    """Python refuses or crawls over numbers of many digits; such a one is no setting of anything."""
    return int(digits) if len(digits) <= MAX_NUMBER_DIGITS else float("inf")
