"""Makes the choices in a prompt; the seed decides. What could grow too far is refused before it does."""

import random
from collections.abc import Mapping, Sequence
from functools import cached_property

from webapp.pipeline.wildcard_grammar import (
    MAX_DEPTH,
    Choice,
    ListName,
    Parts,
    WildcardError,
    parse,
    parse_entry,
)

__all__ = ["MANY", "MAX_OUTPUT_CHARS", "Entries", "WildcardError", "Wildcards", "check", "expand"]

MAX_OUTPUT_CHARS = 10_000
MANY = 1_000_000

Entries = Mapping[str, Sequence[str]]


class Wildcards:
    """Choices, and lists whose entries are read once for all that is asked here.

    `lists` are the entries that `__name__` stands for, by name. Without them such names are left as they are.
    """

    def __init__(self, lists: Entries | None = None) -> None:
        self._shelf = _Shelf(lists or {})
        self._measure = _Measure(self._shelf, is_complete=lists is not None)

    def expand(self, template: str, seed: int) -> str:
        """Returns `template` with each choice made. The same seed makes the same choices. Raises WildcardError."""
        text = _render(parse(template), random.Random(seed), self._shelf)  # noqa: S311 - a picture's seed, no secret
        if len(text) > MAX_OUTPUT_CHARS:
            raise WildcardError(f"With its choices made this is longer than {MAX_OUTPUT_CHARS:,} characters.")
        return text

    def check(self, template: str) -> None:
        """Raises WildcardError when the choices in `template` cannot be read or could grow too long.

        With lists, every list that is named must be among them, and none may lead back to itself.
        """
        if self._measure.longest(parse(template), ()) > MAX_OUTPUT_CHARS:
            raise WildcardError(f"With its choices made this could be longer than {MAX_OUTPUT_CHARS:,} characters.")

    def count(self, template: str) -> int:
        """Returns how many ways of choosing `template` has, at most MANY. Call check() on it first."""
        return _Counter(self._shelf).ways(parse(template))


def expand(template: str, seed: int) -> str:
    """Returns `template`, in which no lists are known, with each choice made. Raises WildcardError."""
    return Wildcards().expand(template, seed)


def check(template: str) -> None:
    """Raises WildcardError when the choices in `template` cannot be read. Lists may be anybody's."""
    Wildcards().check(template)


class _Shelf:
    """The lists, each entry read when it is first wanted."""

    def __init__(self, lists: Entries) -> None:
        self._lists = lists
        self._read: dict[str, _Entries] = {}

    def __contains__(self, name: str) -> bool:
        return bool(self._lists.get(name))

    def __getitem__(self, name: str) -> "_Entries":
        return self._read.setdefault(name, _Entries(self._lists[name]))


class _Entries:
    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    @cached_property
    def options(self) -> list[tuple[float, Parts]]:
        return [parse_entry(line) for line in self._lines]

    def pick(self, choose: random.Random) -> Parts:
        weights = [weight for weight, _ in self.options]
        return choose.choices(self.options, weights if sum(weights) > 0 else None)[0][1]


def _render(parts: Parts, choose: random.Random, shelf: _Shelf) -> str:
    texts = []
    for part in parts:
        if isinstance(part, Choice):
            texts.append(_pick(part, choose, shelf))
        elif isinstance(part, ListName):
            known = part.name in shelf
            texts.append(_render(shelf[part.name].pick(choose), choose, shelf) if known else part.text)
        else:
            texts.append(part)
    return "".join(texts)


def _pick(choice: Choice, choose: random.Random, shelf: _Shelf) -> str:
    left = list(choice.options)
    picked = []
    for _ in range(choice.picks):
        weights = [weight for weight, _ in left]
        index = choose.choices(range(len(left)), weights if sum(weights) > 0 else None)[0]
        picked.append(_render(left.pop(index)[1], choose, shelf))
    return ", ".join(picked)


class _Measure:
    """How long parts can become, each list measured once. A choice counts for one character at least, as work does."""

    def __init__(self, shelf: _Shelf, *, is_complete: bool) -> None:
        self._shelf = shelf
        self._is_complete = is_complete
        self._measured: dict[str, tuple[int, int]] = {}
        self._height = 0

    def longest(self, parts: Parts, path: tuple[str, ...]) -> int:
        """Returns the most characters that these parts can become. `path` names the lists they stand in."""
        total = 0
        for part in parts:
            if isinstance(part, Choice):
                lengths = sorted((self.longest(option, path) for _, option in part.options), reverse=True)
                total += max(1, sum(lengths[: part.picks]) + 2 * (part.picks - 1))
            elif isinstance(part, ListName):
                total += self._longest_entry(part.name, path) if self._is_complete else len(part.text)
            else:
                total += len(part)
        return total

    def _longest_entry(self, name: str, path: tuple[str, ...]) -> int:
        if name in path:
            circle = " → ".join(f"__{each}__" for each in (*path[path.index(name) :], name))
            raise WildcardError(f"These lists lead back to themselves: {circle}. Mend one of them.")
        if len(path) >= MAX_DEPTH:
            raise _too_deep(path[0])
        if name not in self._shelf:
            where = f", which “{path[-1]}” mentions" if path else ""
            raise WildcardError(f"There is no list called “{name}”{where}. Make it, or write something else.")
        if name not in self._measured:
            outer, self._height = self._height, 0
            lengths = [self.longest(parts, (*path, name)) for _, parts in self._shelf[name].options]
            self._measured[name] = max(1, *lengths), self._height + 1
            self._height = outer
        length, height = self._measured[name]
        self._height = max(self._height, height)
        if len(path) + height > MAX_DEPTH:
            raise _too_deep((*path, name)[0])
        return length


def _too_deep(name: str) -> WildcardError:
    return WildcardError(f"Lists can mention each other at most {MAX_DEPTH} deep; “{name}” leads further.")


class _Counter:
    """How many ways there are, each list counted once, never beyond MANY."""

    def __init__(self, shelf: _Shelf) -> None:
        self._shelf = shelf
        self._counted: dict[str, int] = {}

    def ways(self, parts: Parts) -> int:
        total = 1
        for part in parts:
            if isinstance(part, Choice):
                total *= self._picked([self.ways(option) for _, option in part.options], part.picks)
            elif isinstance(part, ListName) and part.name in self._shelf:
                total *= self._entries(part.name)
            total = min(total, MANY)
        return total

    def _entries(self, name: str) -> int:
        if name not in self._counted:
            self._counted[name] = min(MANY, sum(self.ways(parts) for _, parts in self._shelf[name].options))
        return self._counted[name]

    def _picked(self, ways: list[int], picks: int) -> int:
        """Returns in how many orders `picks` of the options can come, one option after the other taken in."""
        chosen = [1] + [0] * picks
        for way in ways:
            for number in range(picks, 0, -1):
                chosen[number] = min(MANY, chosen[number] + chosen[number - 1] * way * number)
        return chosen[picks]
