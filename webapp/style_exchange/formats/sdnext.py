"""Styles of SD.Next: an object or a list of them, with name, description, prompt, negative, extra.

`extra` holds settings as "Steps: 20, Sampler: Euler a". Words without `{prompt}` follow what was typed.
Source: modules/styles.py of SD.Next.
"""

from collections.abc import Sequence
from typing import Any

from webapp.style_exchange.drafts import Draft, Entry
from webapp.style_exchange.formats.lists import as_json, read_list
from webapp.style_exchange.recipes import write_extras
from webapp.style_exchange.slots import written_to_follow


def read_values(values: Any) -> list[Entry]:
    """Returns the entries of a JSON list, or of one object."""
    return read_list(values if isinstance(values, list) else [values])


def write(styles: Sequence[Draft]) -> bytes:
    """Returns the file: a list, which SD.Next reads as it reads one object a file."""
    return as_json([_object(style) for style in styles])


def _object(style: Draft) -> dict[str, str]:
    return {
        "name": style.name,
        "description": style.purpose,
        "prompt": written_to_follow(style.prompt, style.placement),
        "negative": style.negative_prompt,
        "extra": write_extras(style.recipe),
        "wildcards": "",
        "preview": "",
    }
