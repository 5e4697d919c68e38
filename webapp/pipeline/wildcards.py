"""Choices in a prompt: `{red|amber} sky`, `{0.3::mist|rain}`, `{2$$gulls|boats|kites}`. The seed decides.

The grammar is the one people know from other tools. It is read by hand, without regular expressions, and bounded.
"""

import random
from dataclasses import dataclass

MAX_DEPTH = 10
MAX_OUTPUT_CHARS = 10_000
MAX_PICKS = 20


class WildcardError(ValueError):
    """The choices in a prompt cannot be read. Its text is meant for the person who typed them."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """`picks` of `options`, each a sequence of texts and further choices, with its weight."""

    options: tuple[tuple[float, tuple["str | _Choice", ...]], ...]
    picks: int


_Part = str | _Choice


def expand(template: str, seed: int) -> str:
    """Returns `template` with each choice made. The same seed makes the same choices. Raises WildcardError."""
    text = _render(_parse(template), random.Random(seed))  # noqa: S311 - a picture's seed, no secret
    if len(text) > MAX_OUTPUT_CHARS:
        raise WildcardError(f"With its choices made this is longer than {MAX_OUTPUT_CHARS:,} characters.")
    return text


def check(template: str) -> None:
    """Raises WildcardError when the choices in `template` cannot be read or could grow too long."""
    if _longest(_parse(template)) > MAX_OUTPUT_CHARS:
        raise WildcardError(f"With its choices made this could be longer than {MAX_OUTPUT_CHARS:,} characters.")


def _parse(template: str) -> tuple[_Part, ...]:
    if "{" not in template:
        return (template,)
    parts, end = _sequence(template, 0, 0)
    if end < len(template):
        raise WildcardError("There is a } without its {.")
    return parts


def _sequence(text: str, start: int, depth: int) -> tuple[tuple[_Part, ...], int]:
    """Reads up to the `|` or `}` that ends it (inside a choice), or to the end of the text."""
    parts: list[_Part] = []
    literal_from = position = start
    while position < len(text):
        character = text[position]
        if character == "{":
            parts.append(text[literal_from:position])
            choice, position = _choice(text, position + 1, depth + 1)
            parts.append(choice)
            literal_from = position
        elif character == "}" or (character == "|" and depth):
            break
        else:
            position += 1
    parts.append(text[literal_from:position])
    return tuple(part for part in parts if part), position


def _choice(text: str, start: int, depth: int) -> tuple[_Choice, int]:
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
            return _Choice(tuple(options), min(picks, len(options))), position


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


def _render(parts: tuple[_Part, ...], choose: random.Random) -> str:
    return "".join(part if isinstance(part, str) else _pick(part, choose) for part in parts)


def _pick(choice: _Choice, choose: random.Random) -> str:
    left = list(choice.options)
    picked = []
    for _ in range(choice.picks):
        weights = [weight for weight, _ in left]
        index = choose.choices(range(len(left)), weights if sum(weights) > 0 else None)[0]
        picked.append(_render(left.pop(index)[1], choose))
    return ", ".join(picked)


def _longest(parts: tuple[_Part, ...]) -> int:
    """Returns the most characters that these parts can become."""
    total = 0
    for part in parts:
        if isinstance(part, str):
            total += len(part)
        else:
            lengths = sorted((_longest(option) for _, option in part.options), reverse=True)
            total += sum(lengths[: part.picks]) + 2 * (part.picks - 1)
    return total
