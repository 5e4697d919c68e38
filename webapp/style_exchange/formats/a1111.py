"""`styles.csv` of AUTOMATIC1111's web UI, Forge and their kin.

UTF-8 with its mark, columns name,prompt,negative_prompt (once name,text). `{prompt}` takes in what was typed; words
without it follow it after a comma. Source: modules/styles.py of stable-diffusion-webui.
"""

import codecs
from collections.abc import Sequence

from webapp.style_exchange.drafts import Draft, Entry
from webapp.style_exchange.formats.tables import HEADER, cells_of, read_table, write_table
from webapp.style_exchange.slots import SLOT, written_to_follow


def read(text: str) -> list[Entry]:
    """Returns the entries of the file. Raises Unreadable."""
    return read_table(text)


def write(styles: Sequence[Draft]) -> bytes:
    """Returns the file, with the mark that lets spreadsheets read it as UTF-8."""
    rows = [cells_of(style, _words(style)) for style in styles]
    return codecs.BOM_UTF8 + write_table(HEADER, rows).encode()


def _words(style: Draft) -> str:
    """What follows typed words needs no slot here, as people who read the file expect it."""
    if SLOT in style.prompt or style.placement == "prefix":
        return written_to_follow(style.prompt, style.placement)
    return style.prompt
