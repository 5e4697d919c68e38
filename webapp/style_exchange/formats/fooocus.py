"""Style lists of Fooocus and of the SDXL prompt stylers: a JSON list of name, prompt, negative_prompt.

`{prompt}` takes in what was typed. Some copies say negativePrompt or template.
Source: modules/sdxl_styles.py of Fooocus.
"""

from collections.abc import Sequence
from typing import Any

from webapp.style_exchange.drafts import Draft, Entry
from webapp.style_exchange.formats.lists import as_json, read_list
from webapp.style_exchange.slots import written_to_follow


def read_values(values: Any) -> list[Entry]:
    """Returns the entries of a JSON list."""
    return read_list(values)


def write(styles: Sequence[Draft]) -> bytes:
    """Returns the file. Every prompt has its slot: some stylers drop what was typed where there is none."""
    return as_json(
        [
            {
                "name": style.name,
                "prompt": written_to_follow(style.prompt, style.placement),
                "negative_prompt": style.negative_prompt,
            }
            for style in styles
        ]
    )
