"""How choices are written: `{red|amber} sky`, `{0.3::mist|rain}`, `{2$$gulls|boats|kites}`, `__colours__`.

The grammar is the one people know from other tools. It is read by hand, without regular expressions, and bounded.
"""

from dataclasses import dataclass

MAX_DEPTH = 10
MAX_PICKS = 20
MAX_NAME_CHARS = 80
MARK = "__"
_NAME_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_-/")


class WildcardError(ValueError):
    """The choices in a prompt cannot be read. Its text is meant for the person who typed them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """`picks` of `options`, each a sequence of parts with its weight."""

    options: tuple[tuple[float, "Parts"], ...]
    picks: int


@dataclass(frozen=True, slots=True)
class ListName:
    """A list that one entry is taken from. `text` is what was written."""

    name: str
    text: str


Part = str | Choice | ListName
Parts = tuple[Part, ...]


def parse(template: str) -> Parts:
    """Returns what `template` is made of. Raises WildcardError when it cannot be read."""
    if "{" not in template:
        return tuple(_with_names(template))
    parts, end = _sequence(template, 0, 0)
    if end < len(template):
        raise WildcardError("There is a } without its {.")
    return parts


def parse_entry(line: str) -> tuple[float, Parts]:
    """Returns the weight (`0.3::` before it, else 1) and the parts of one entry of a list. Raises WildcardError."""
    weight, start = _weight(line, 0)
    return weight, parse(line[start:])


def is_list_name(name: str) -> bool:
    """Tells whether `name` can name a list: folders and words of a-z, 0-9, _ and -, never a path."""
    parts = name.split("/")
    return (
        len(name) <= MAX_NAME_CHARS
        and _NAME_LETTERS.issuperset(name)
        and all(part and part[0] != "_" and part[-1] != "_" and MARK not in part for part in parts)
    )


def list_names(text: str) -> set[str]:
    """Returns the names of the lists that `text` mentions."""
    return {part.name for part in _with_names(text) if isinstance(part, ListName)}


def _with_names(text: str) -> list[Part]:
    """Cuts a text at the names of lists in it."""
    parts: list[Part] = []
    start, at = 0, text.find(MARK)
    while at != -1:
        end = text.find(MARK, at + 2, at + 2 + MAX_NAME_CHARS + 2)
        name = text[at + 2 : end].lower() if end != -1 else ""
        if is_list_name(name):
            parts += [text[start:at], ListName(name, text[at : end + 2])]
            start = at = end + 2
        else:
            at += 1
        at = text.find(MARK, at)
    return [part for part in (*parts, text[start:]) if part]


def _sequence(text: str, start: int, depth: int) -> tuple[Parts, int]:
    """Reads up to the `|` or `}` that ends it (inside a choice), or to the end of the text."""
    parts: list[Part] = []
    literal_from = position = start
    while position < len(text):
        character = text[position]
        if character == "{":
            parts += _with_names(text[literal_from:position])
            choice, position = _choice(text, position + 1, depth + 1)
            parts.append(choice)
            literal_from = position
        elif character == "}" or (character == "|" and depth):
            break
        else:
            position += 1
    parts += _with_names(text[literal_from:position])
    return tuple(parts), position


def _choice(text: str, start: int, depth: int) -> tuple[Choice, int]:
    if depth > MAX_DEPTH:
        raise WildcardError(f"Choices can be nested at most {MAX_DEPTH} deep.")
    picks, position = _picks(text, start)
    options = []
    while True:
        weight, position = _weight(text, position)
        option, position = _sequence(text, position, depth)
        options.append((weight, option))
        if position >= len(text):
            raise WildcardError("There is a { that is never closed with }.")
        position += 1
        if text[position - 1] == "}":
            return Choice(tuple(options), min(picks, len(options))), position


def _picks(text: str, start: int) -> tuple[int, int]:
    """Reads the `2$$` of `{2$$a|b|c}`."""
    mark = text.find("$$", start, start + 4)
    if mark == -1 or not text[start:mark].isdecimal():
        return 1, start
    return max(1, min(int(text[start:mark]), MAX_PICKS)), mark + 2


def _weight(text: str, start: int) -> tuple[float, int]:
    """Reads the `0.3::` of `{0.3::mist|rain}`."""
    mark = text.find("::", start, start + 10)
    number = text[start:mark] if mark != -1 else ""
    if not number.replace(".", "", 1).isdecimal():
        return 1.0, start
    return float(number), mark + 2
