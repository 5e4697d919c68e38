"""Presets of SwarmUI: an object of presets by title, each with a param_map of text values.

`{value}` takes in what was typed; a prompt without it replaces that. Source: presets.js of SwarmUI.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from webapp.style_exchange.drafts import Draft, Entry, Problem, Raw, judged
from webapp.style_exchange.formats.lists import as_json, not_an_object
from webapp.style_exchange.recipes import in_pixels, read_settings, shown
from webapp.style_exchange.slots import written

SLOT = "{value}"
PARAMETERS = {
    "steps": "steps",
    "guidance_scale": "cfgscale",
    "scheduler": "sampler",
    "model": "model",
    "width": "width",
    "height": "height",
}


def read_values(values: Any) -> list[Entry]:
    """Returns the entries of presets by title, of a list of presets, or of one."""
    if isinstance(values, list):
        named = [("", value) for value in values]
    else:
        named = [("", values)] if "param_map" in values else list(values.items())
    return [_entry(f"Entry {number}", title, value) for number, (title, value) in enumerate(named, 1)]


def write(styles: Sequence[Draft]) -> bytes:
    """Returns the file. Titles are keys there, so of two styles of one name the second gets a number."""
    made: dict[str, Any] = {}
    for style in styles:
        title, number = style.name, 2
        while title in made:
            title, number = f"{style.name} {number}", number + 1
        made[title] = _preset(style, title)
    return as_json(made)


def _entry(place: str, title: str, value: Any) -> Entry:
    wrong = not_an_object(place, value)
    if wrong:
        return wrong
    parameters = value.get("param_map")
    wrong = not_an_object(place, parameters)
    if wrong:
        return Problem(place, "Its param_map is missing or cannot be read.", title[:80] if title.isprintable() else "")
    given = {name: each for name, each in parameters.items() if name not in ("prompt", "negativeprompt")}
    recipe, notes = read_settings(given.items())
    raw = Raw(
        place,
        value.get("title") or title,
        parameters.get("prompt"),
        parameters.get("negativeprompt"),
        value.get("description"),
        slot=SLOT,
        unslotted="replace",
        recipe=recipe,
        notes=notes,
    )
    return judged(raw)


def _preset(style: Draft, title: str) -> Mapping[str, Any]:
    parameters = {}
    if style.prompt:
        parameters["prompt"] = written(style.prompt, style.placement, SLOT)
    if style.negative_prompt:
        parameters["negativeprompt"] = f"{SLOT}, {style.negative_prompt}"
    recipe = in_pixels(style.recipe)
    for ours, theirs in PARAMETERS.items():
        if recipe.get(ours):
            parameters[theirs] = shown(recipe[ours])
    return {
        "author": "",
        "title": title,
        "description": style.purpose,
        "preview_image": "",
        "is_starred": False,
        "param_map": parameters,
    }
