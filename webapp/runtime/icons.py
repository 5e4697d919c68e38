"""Builds one SVG sprite from the icons the templates name in static/icons.txt."""

from pathlib import Path
from xml.etree import ElementTree as ET

SVG = "http://www.w3.org/2000/svg"
# Fill and stroke stay away: the page gives them, so that a chosen heart can be filled.
_KEPT = ("viewBox",)


class UnknownIconError(Exception):
    """An icon in static/icons.txt is not in the set."""


def icon_names(listing: str) -> list[str]:
    """Returns the names in `listing` (one a line, `#` starts a comment), sorted, each once."""
    names = (line.partition("#")[0].strip() for line in listing.splitlines())
    return sorted({name for name in names if name})


def build_sprite(names: list[str], icons: Path) -> str:
    """Returns an SVG document with one `<symbol id=NAME>` for each name.

    Raises UnknownIconError for a name without a file in the folder `icons`.
    """
    ET.register_namespace("", SVG)
    sprite = ET.Element(f"{{{SVG}}}svg")
    for name in names:
        sprite.append(_symbol(name, icons / f"{name}.svg"))
    return ET.tostring(sprite, encoding="unicode")


def _symbol(name: str, path: Path) -> ET.Element:
    if not path.exists():
        raise UnknownIconError(f"static/icons.txt names {name!r}, which lucide does not have.")
    drawing = ET.fromstring(path.read_text())  # noqa: S314 - a file of a package pinned by its hash
    symbol = ET.Element(f"{{{SVG}}}symbol", {"id": name, **{key: drawing.attrib[key] for key in _KEPT}})
    symbol.extend(list(drawing))
    return symbol
