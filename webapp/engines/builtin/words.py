"""Reads a prompt: from words to a Scene. Pure text work, cheap to import."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from webapp.engines.builtin import vocabulary as known
from webapp.engines.builtin.scene import Scene, Subject

_TOKEN: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_WEIGHT: Final = re.compile(r":\s*\d+(?:\.\d+)?")
_LONGEST_PHRASE: Final = 3
_REACH: Final = 4
_MOST: Final = 12
_MOST_TOKENS: Final = 2000
_PLURAL_IS_MANY: Final = {
    "boat": 3, "balloon": 4, "tree": 5, "pine": 5, "palm": 4, "house": 4, "island": 3, "planet": 2, "moon": 2,
    "person": 3, "cat": 2, "castle": 2, "windmill": 3, "cactus": 5, "tent": 3, "birds": 0, "lighthouse": 2,
    "pagoda": 2,
}  # fmt: skip


def _inverted(table: dict[str, str]) -> dict[str, str]:
    return {word: kind for kind, words in table.items() for word in (kind, *words.split())}


_SUBJECTS: Final = _inverted(known.SUBJECT_WORDS)
_TIMES: Final = _inverted(known.TIME_WORDS)
_SEASONS: Final = _inverted(known.SEASON_WORDS)
_FRAMINGS: Final = _inverted(known.FRAMING_WORDS)
_MANNERS: Final = _inverted(known.MANNER_WORDS)
_KNOWN: Final = frozenset().union(_SUBJECTS, _TIMES, _SEASONS, _FRAMINGS, _MANNERS, known.COLOURS)


def words_in(text: str) -> tuple[str, ...]:
    """Splits `text` into lower-case words, known phrases folded into the words that they mean."""
    plain = _WEIGHT.sub(" ", text.lower().replace("’", "'").replace("-", " "))
    return tuple(_fold(_TOKEN.findall(plain)[:_MOST_TOKENS]))


def _fold(tokens: list[str]) -> Iterator[str]:
    at = 0
    while at < len(tokens):
        for length in range(_LONGEST_PHRASE, 1, -1):
            phrase = known.PHRASES.get(" ".join(tokens[at : at + length]))
            if phrase and at + length <= len(tokens):
                yield from phrase.split()
                at += length
                break
        else:
            yield tokens[at].removesuffix("'s")
            at += 1


@lru_cache(maxsize=4096)
def singular(word: str) -> tuple[str, bool]:
    """Gives the known form of `word` and whether it was a plural of it."""
    if word in _KNOWN:
        return word, word.endswith("s") and word[:-1] in _KNOWN
    for ending, instead in (("ies", "y"), ("s", ""), ("es", "")):
        stem = word.removesuffix(ending) + instead
        if word.endswith(ending) and stem in _KNOWN:
            return stem, True
    return word, False


@dataclass
class _Reading:
    """What has been read so far; numbers and colours wait here for the thing that they belong to."""

    subjects: dict[str, Subject] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)
    colours: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    absent: set[str] = field(default_factory=set)
    count: tuple[int, int] = (-99, 0)
    colour: tuple[int, str] = (-99, "")
    negated: int = -99

    def read(self, at: int, raw: str) -> None:
        word, is_plural = singular(raw)
        if word in known.NEGATIONS:
            self.negated = at
        elif at - self.negated <= 2 and word in _SUBJECTS:
            self.absent.add(_SUBJECTS[word])
        else:
            self._read_plain(at, word, is_plural)

    def _read_plain(self, at: int, word: str, is_plural: bool) -> None:
        number = _number(word)
        if number:
            self.count = (at, number)
        elif word in known.COLOURS and not (word == "rose" and is_plural):
            self.colours.append(word)
            self.colour = (at, word)
        else:
            self._read_thing(at, word, is_plural)

    def _read_thing(self, at: int, word: str, is_plural: bool) -> None:
        is_known = False
        for name, table in (
            ("time", _TIMES),
            ("season", _SEASONS),
            ("framing", _FRAMINGS),
            ("manner", _MANNERS),
        ):
            if word in table:
                self.found.setdefault(name, table[word])
                is_known = True
        if word in _SUBJECTS:
            self._add(at, word, is_plural)
        elif not is_known and word not in known.FILLER and len(self.unknown) < 40:
            self.unknown.append(word)

    def _add(self, at: int, word: str, is_plural: bool) -> None:
        kind = _SUBJECTS[word]
        count = self.count[1] if at - self.count[0] <= _REACH else 0
        colour = self.colour[1] if at - self.colour[0] <= _REACH - 1 else ""
        count = count or (_PLURAL_IS_MANY.get(kind, 0) if is_plural else 0)
        colour = colour or known.OWN_COLOURS.get(word, "")
        held = self.subjects.get(kind, Subject(kind))
        self.subjects[kind] = Subject(kind, held.count or count, held.colour or colour)
        self.count, self.colour = (-99, 0), (-99, "")


def _number(word: str) -> int:
    if word.isascii() and word.isdigit() and len(word) <= 2:
        return min(int(word), _MOST)
    return known.NUMBER_WORDS.get(word, 0)


def digest(*parts: str) -> int:
    """Makes a number from words: the same in every run and on every machine."""
    return int.from_bytes(hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=8).digest())


def read(prompt: str, negative_prompt: str = "") -> Scene:
    """Understands a prompt. Never fails: words that it does not know are kept in `unknown`."""
    words = words_in(prompt)
    reading = _Reading()
    for at, word in enumerate(words):
        reading.read(at, word)
    absent = reading.absent | set(_kinds(words_in(negative_prompt)))
    kept = (subject for kind, subject in reading.subjects.items() if kind not in absent)
    return Scene(
        subjects=tuple(kept),
        time=reading.found.get("time", ""),
        season=reading.found.get("season", ""),
        framing=reading.found.get("framing", ""),
        manner=reading.found.get("manner", ""),
        colours=tuple(dict.fromkeys(reading.colours)),
        unknown=tuple(dict.fromkeys(reading.unknown)),
        absent=frozenset(absent),
        key=digest(*words),
    )


def _kinds(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        kind = _SUBJECTS.get(singular(word)[0])
        if kind:
            yield kind


def tags_in(prompt: str) -> tuple[str, ...]:
    """Lists what Sketchbook recognises in a prompt: things, time, season, manner and colours, each once."""
    scene = read(prompt)
    time = {"golden": "golden hour", "noon": "day"}.get(scene.time, scene.time)
    tags = [subject.kind for subject in scene.subjects] + [time, scene.season, scene.manner, *scene.colours]
    return tuple(dict.fromkeys(tag for tag in tags if tag))
