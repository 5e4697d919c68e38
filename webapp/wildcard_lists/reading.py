"""Reads lists: one entry a line, `#` before a comment. What is wrong is told line by line."""

import codecs
import unicodedata
from dataclasses import dataclass

from webapp.pipeline.wildcard_grammar import MAX_NAME_CHARS, WildcardError, is_list_name, parse_entry

MAX_ENTRIES = 2_000
MAX_ENTRY_CHARS = 500
MAX_LIST_CHARS = 100_000
MAX_FILE_BYTES = 400_000
ERRORS_SHOWN = 10
_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Reading:
    """The entries of a list, or what is wrong with it, in sentences."""

    entries: tuple[str, ...]
    errors: tuple[str, ...] = ()


def read_list(text: str) -> Reading:
    """Returns the entries of `text`, or every line that cannot be kept and why. Work is bounded by the limits."""
    if len(text) > MAX_LIST_CHARS:
        return Reading((), (f"A list takes at most {MAX_LIST_CHARS:,} characters; this has {len(text):,}.",))
    entries, errors = [], []
    for number, line in enumerate(text.splitlines(), 1):
        entry = line.strip()
        if not entry or entry.startswith("#"):
            continue
        wrong = _wrong_with(entry)
        if wrong:
            errors.append(f"Line {number}: {wrong}")
        entries.append(entry)
    if not entries:
        errors.append("There is no entry in it. Write one a line.")
    if len(entries) > MAX_ENTRIES:
        errors.append(f"A list takes at most {MAX_ENTRIES:,} entries; this has {len(entries):,}.")
    if len(errors) > ERRORS_SHOWN:
        errors = [*errors[:ERRORS_SHOWN], f"And {len(errors) - ERRORS_SHOWN} more."]
    return Reading(() if errors else tuple(dict.fromkeys(entries)), tuple(errors))


def decode(data: bytes) -> str:
    """Returns the text of a file: UTF-8, UTF-16 with its mark, else as Windows wrote it. Raises ValueError."""
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
    if encoding is None and b"\0" in data:
        raise ValueError("This is no text file.")
    try:
        return data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        if encoding is not None:
            raise ValueError("This text file is damaged: its letters cannot be read.") from None
    return data.decode("cp1252", errors="replace")


def name_from(filename: str) -> str:
    """Returns a list's name made from a file's: its last part, in plain small letters. May be empty."""
    stem = filename.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    words = "".join(letter if letter.isalnum() or letter == "-" else " " for letter in plain).split()
    name = "_".join(words)[:MAX_NAME_CHARS].strip("_-")
    return name if is_list_name(name) else ""


def _wrong_with(entry: str) -> str:
    if len(entry) > MAX_ENTRY_CHARS:
        return f"an entry takes at most {MAX_ENTRY_CHARS} characters; this has {len(entry):,}."
    if any(character != "\t" and unicodedata.category(character) in {"Cc", "Cs"} for character in entry):
        return "it holds a character that cannot be kept."
    if "\ufffd" in entry:
        return "some of its letters cannot be read. Save the file as UTF-8."
    try:
        parse_entry(entry)
    except WildcardError as error:
        return str(error)
    return ""
