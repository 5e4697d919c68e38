"""Every format that can be read and written, and which of them a file is in: told by what it holds, not its name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from webapp.style_exchange.drafts import Draft, Entry, Unreadable
from webapp.style_exchange.formats import a1111, fooocus, horde, invokeai, sdnext, swarmui
from webapp.style_exchange.formats.tables import delimiter
from webapp.style_exchange.source import Table, decoded, parsed, require_few

LOOKED_AT = 50
UNKNOWN = "This is no file of styles that we know. It can be a styles.csv, or JSON from one of the tools named below."


@dataclass(frozen=True, slots=True)
class Format:
    """A tool's file. `keeps` and `loses` tell a person what of a style it can carry."""

    key: str
    label: str
    file_name: str
    mimetype: str
    write: Callable[[Sequence[Draft]], bytes]
    keeps: str
    loses: str


WORDS = "Name, words and words to avoid"
SETTINGS = "Name, words, words to avoid and the recipe"
ALL = "Name, purpose, words, words to avoid and the recipe"
FOLLOWS = "Words that replace yours become words that follow them."
CSV, JSON = "text/csv; charset=utf-8", "application/json"
FORMATS = {
    each.key: each
    for each in (
        Format("a1111", "A1111 / Forge", "styles.csv", CSV, a1111.write, WORDS, FOLLOWS),
        Format("fooocus", "Fooocus / SDXL styler", "sdxl_styles.json", JSON, fooocus.write, WORDS, FOLLOWS),
        Format("invokeai", "InvokeAI", "prompt_templates.csv", CSV, invokeai.write, WORDS, FOLLOWS),
        Format("sdnext", "SD.Next", "sdnext_styles.json", JSON, sdnext.write, ALL, FOLLOWS),
        Format("swarmui", "SwarmUI", "presets.json", JSON, swarmui.write, ALL, ""),
        Format("horde", "AI Horde", "styles.json", JSON, horde.write, SETTINGS, ""),
    )
}


def read_file(data: bytes) -> tuple[Format, list[Entry]]:
    """Returns what a file is and what it holds. Raises Unreadable when it holds nothing to use."""
    text = decoded(data)
    if text.lstrip()[0] not in "[{":
        key = "invokeai" if "positive_prompt" in _header(text) else "a1111"
        return FORMATS[key], _some(a1111.read(text))
    values = parsed(text)
    require_few(len(values))
    key, read = _json_kind(values)
    return FORMATS[key], _some(read(values))


def _some(entries: list[Entry]) -> list[Entry]:
    if not entries:
        raise Unreadable("There are no styles in this file.")
    return entries


def _header(text: str) -> list[str]:
    first = text.lstrip().splitlines()[0]
    return [each.strip().strip('"').lower() for each in first.split(delimiter(text))]


def _json_kind(values: Any) -> tuple[str, Callable[[Any], list[Entry]]]:
    """Returns the key of the format that JSON values are in, and its reader."""
    if isinstance(values, list):
        return _list_kind([each for each in values[:LOOKED_AT] if isinstance(each, Table)])
    inner = [each for each in list(values.values())[:LOOKED_AT] if isinstance(each, Table)]
    if "param_map" in values or any("param_map" in each for each in inner):
        return "swarmui", swarmui.read_values
    if isinstance(values.get("name"), str):
        return "sdnext", sdnext.read_values
    if any("prompt" in each for each in inner):
        return "horde", horde.read_values
    raise Unreadable(UNKNOWN)


def _list_kind(items: list[Table]) -> tuple[str, Callable[[Any], list[Entry]]]:
    names = {name for each in items for name in each}
    if "param_map" in names:
        return "swarmui", swarmui.read_values
    if "positive_prompt" in names:
        return "invokeai", invokeai.read_values
    if names & {"negative", "extra", "wildcards"}:
        return "sdnext", sdnext.read_values
    if items or not names:
        return "fooocus", fooocus.read_values
    raise Unreadable(UNKNOWN)
