"""Prompt templates of InvokeAI: a table, or a JSON list of objects with a positive_prompt.

The columns are name, prompt (or positive_prompt) and negative_prompt; InvokeAI refuses others. Words without
`{prompt}` follow what was typed. Source: style_preset_records_common.py of InvokeAI.
"""

from collections.abc import Sequence
from typing import Any

from webapp.style_exchange.drafts import Draft, Entry
from webapp.style_exchange.formats.lists import read_list
from webapp.style_exchange.formats.tables import HEADER, cells_of, read_table, write_table
from webapp.style_exchange.slots import written_to_follow


def read(text: str) -> list[Entry]:
    """Returns the entries of a table. Raises Unreadable."""
    return read_table(text)


def read_values(values: Any) -> list[Entry]:
    """Returns the entries of a JSON list."""
    return read_list(values)


def write(styles: Sequence[Draft]) -> bytes:
    """Returns the table, as InvokeAI itself exports it."""
    rows = [cells_of(style, written_to_follow(style.prompt, style.placement)) for style in styles]
    return write_table(HEADER, rows).encode()
