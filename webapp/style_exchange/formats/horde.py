"""`styles.json` of the AI Horde: an object of styles by name.

`{p}` takes in what was typed and `{np}` what is to be avoided; the words after `###` are those to avoid.
Source: the README of Haidra-Org/AI-Horde-Styles.
"""

from collections.abc import Sequence
from typing import Any

from webapp.style_exchange.drafts import Draft, Entry, Raw, judged
from webapp.style_exchange.formats.lists import as_json, not_an_object
from webapp.style_exchange.recipes import in_pixels, read_settings
from webapp.style_exchange.slots import without_slot, written

SLOT = "{p}"
NEGATIVE_SLOT = "{np}"
PARTS = "###"
SETTINGS = {
    "steps": "steps",
    "guidance_scale": "cfg_scale",
    "scheduler": "sampler_name",
    "model": "model",
    "width": "width",
    "height": "height",
}


def read_values(values: Any) -> list[Entry]:
    """Returns the entries of an object of styles by name."""
    named = enumerate(values.items(), 1)
    return [_entry(f"Entry {number}", name, value) for number, (name, value) in named]


def write(styles: Sequence[Draft]) -> bytes:
    """Returns the file. Names are keys there, so of two styles of one name the second gets a number."""
    made: dict[str, Any] = {}
    for style in styles:
        name, number = style.name, 2
        while name in made:
            name, number = f"{style.name} {number}", number + 1
        made[name] = _object(style)
    return as_json(made)


def _entry(place: str, name: str, value: Any) -> Entry:
    wrong = not_an_object(place, value)
    if wrong:
        return wrong
    prompt, negative = value.get("prompt"), ""
    if isinstance(prompt, str):
        # some put the slot for words to avoid before the mark, where it means the same
        prompt, _, negative = prompt.partition(PARTS)
        prompt, negative = without_end(prompt.replace(NEGATIVE_SLOT, "")), without_slot(negative, NEGATIVE_SLOT)
    recipe, notes = read_settings([(key, each) for key, each in value.items() if key not in ("prompt", "name")])
    return judged(Raw(place, name, prompt, negative, slot=SLOT, unslotted="replace", recipe=recipe, notes=notes))


def without_end(text: str) -> str:
    """Returns the text without what is left of a list at its end."""
    return text.rstrip(", \t\n\r")


def _object(style: Draft) -> dict[str, Any]:
    words = written(style.prompt, style.placement, SLOT)
    avoided = ", ".join(part for part in (NEGATIVE_SLOT, style.negative_prompt) if part)
    made: dict[str, Any] = {"prompt": f"{words}{PARTS}{avoided}"}
    recipe = in_pixels(style.recipe)
    made |= {theirs: recipe[ours] for ours, theirs in SETTINGS.items() if recipe.get(ours)}
    return made
