"""CSV tables of styles, read row by row; each row is named by the line it starts in."""

import csv
import io
from collections.abc import Iterator, Sequence

from webapp.style_exchange.drafts import Draft, Entry, Problem, Raw, Unreadable, judged
from webapp.style_exchange.source import require_few

COLUMNS = {
    "name": "name",
    "prompt": "prompt",
    "text": "prompt",
    "positive_prompt": "prompt",
    "negative_prompt": "negative_prompt",
    "negative": "negative_prompt",
    "description": "purpose",
}
HEADER = ("name", "prompt", "negative_prompt")
NO_HEADER = "Line 1: the first line has to name the columns: name,prompt,negative_prompt."
Row = list[str]


def read_table(text: str) -> list[Entry]:
    """Returns the entries of a table with a header. Raises Unreadable."""
    rows = _rows(text)
    _, header = next(rows, (1, []))
    fields = header_fields(header) if isinstance(header, list) else []
    if "name" not in fields or "prompt" not in fields:
        raise Unreadable(NO_HEADER)
    entries: list[Entry] = []
    for line, row in rows:
        require_few(len(entries) + 1)
        if row:
            entries.append(_entry(f"Line {line}", row, fields))
    return entries


def header_fields(header: Row) -> list[str]:
    """Returns which part of a style each column holds, "" for none."""
    return [COLUMNS.get(each.strip().lower(), "") for each in header]


def delimiter(text: str) -> str:
    """Returns what stands between the columns: a comma, or what some spreadsheets write for it."""
    first = text.lstrip("\ufeff \r\n").splitlines()[:1] or [""]
    return max(",;\t", key=first[0].count)


def write_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Returns the table, every cell in quotes."""
    target = io.StringIO()
    written = csv.writer(target, quoting=csv.QUOTE_ALL)
    written.writerow(header)
    written.writerows(rows)
    return target.getvalue()


def _rows(text: str) -> Iterator[tuple[int, Row | str]]:
    """Gives each row with its first line, or in place of the row what is wrong there."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, _what_is_wrong(str(error), line, reader.line_num)
            continue
        yield line, row if any(cell.strip() for cell in row) else []


def _what_is_wrong(message: str, first: int, last: int) -> str:
    if "end of data" in message:
        return f"A quotation mark opens here and never closes, so nothing after it (to line {last}) could be read."
    if "expected after" in message:
        return "A quotation mark stands inside a cell. Write it twice."
    return "This row cannot be read." if first == last else f"These rows, to line {last}, cannot be read."


def _entry(place: str, row: Row | str, fields: Sequence[str]) -> Entry:
    if isinstance(row, str):
        return Problem(place, row)
    if any(cell.strip() for cell in row[len(fields) :]):
        return Problem(place, "It has more cells than there are columns. Put words with commas in quotation marks.")
    cells = {field: cell for field, cell in zip(fields, row, strict=False) if field}
    return judged(Raw(place, **cells))  # type: ignore[arg-type]  # the fields' names are Raw's


def cells_of(style: Draft, prompt: str) -> tuple[str, str, str]:
    """Returns a style's row. Its name is the key in other tools and stays as it is."""
    return style.name, harmless(prompt), harmless(style.negative_prompt)


def harmless(words: str) -> str:
    """Returns words that no spreadsheet takes for a formula.

    A space before them is enough, and every tool that reads these tables drops it; the apostrophe that is used
    elsewhere would become a part of the prompt.
    """
    return f" {words}" if words.startswith(("=", "+", "-", "@", "\t", "\r")) else words
