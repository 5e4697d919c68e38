"""Puts words together: what a person typed, their blocks, a theme and a style. Pure text in, pure text out.

What was typed stays as it was typed. What is added to it says nothing twice and nothing that was said already.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from webapp.pipeline import phrases
from webapp.pipeline.blocks import fill_in

SLOT = "{prompt}"
Source = Literal["you", "block", "theme", "style", "joint"]


@dataclass(frozen=True, slots=True)
class Words:
    """What a style or a theme adds. `placement` is append, prefix or replace; a `{prompt}` slot goes before it."""

    prompt: str = ""
    negative_prompt: str = ""
    placement: str = "append"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a prompt and where it comes from; a joint is the comma or space between two."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Given:
    """All that a prompt is made of. `blocks` are the texts that `@name` stands for, by name; `switched_on` are the
    names of those that are added by themselves, in their order."""

    prompt: str
    negative_prompt: str = ""
    style: Words = Words()
    theme: Words = Words()
    blocks: Mapping[str, str] = field(default_factory=dict)
    switched_on: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Final:
    """What the engine reads, with its choices still open, in pieces that tell where they come from."""

    prompt_pieces: tuple[Piece, ...]
    negative_pieces: tuple[Piece, ...]

    @property
    def prompt(self) -> str:
        return _text(self.prompt_pieces)

    @property
    def negative_prompt(self) -> str:
        return _text(self.negative_pieces)


def assemble(given: Given) -> Final:
    """Returns the whole prompt and the things to avoid. Raises blocks.BlockError for blocks that hold each other."""
    pieces = _typed(given.prompt, given.blocks)
    for name in given.switched_on:
        if name in given.blocks:
            pieces = _added(pieces, _text(_typed(given.blocks[name], given.blocks)), "append", "block")
    pieces = _worded(pieces, given.theme, "theme")
    pieces = _worded(pieces, given.style, "style")
    avoided = _typed(given.negative_prompt, given.blocks)
    avoided = _added(avoided, given.theme.negative_prompt, "append", "theme")
    avoided = _added(avoided, given.style.negative_prompt, "append", "style")
    return Final(tuple(pieces), tuple(avoided))


def _typed(text: str, blocks: Mapping[str, str]) -> list[Piece]:
    return [Piece(part, "block" if is_block else "you") for part, is_block in fill_in(text, blocks) if part]


def _worded(pieces: list[Piece], words: Words, source: Source) -> list[Piece]:
    prompt = words.prompt.strip()
    if SLOT in prompt:
        return _slotted(pieces, prompt, source)
    if words.placement == "replace" and prompt:
        return [Piece(prompt, source)]
    return _added(pieces, prompt, words.placement, source)


def _added(pieces: list[Piece], words: str, placement: str, source: Source) -> list[Piece]:
    """Returns the pieces with `words` before or behind them, without what they say already."""
    typed = _text(pieces)
    kept = phrases.unseen(phrases.split(words), _said(typed))
    if not kept:
        return pieces
    added = Piece(", ".join(kept), source)
    if placement == "prefix":
        return [added, *_joined(added.text, typed), *pieces]
    trimmed = _without_last_comma(pieces)
    return [*trimmed, *_joined(_text(trimmed), added.text), added]


def _slotted(pieces: list[Piece], words: str, source: Source) -> list[Piece]:
    """Returns the words with the pieces in each of their slots. An empty slot takes its phrase's spaces with it."""
    typed = _text(pieces)
    seen = _said(typed)
    kept = [
        phrase
        for phrase in (each if typed else each.replace(SLOT, "").strip() for each in phrases.split(words))
        if phrase and (SLOT in phrase or phrases.unseen([phrase], seen))
    ]
    made: list[Piece] = []
    for number, text in enumerate(", ".join(kept).split(SLOT)):
        made += _without_last_comma(pieces) if number else []
        made += [Piece(text, source)] if text else []
    return made


def _said(text: str) -> set[str]:
    return {phrases.key(phrase) for line in text.splitlines() for phrase in phrases.split(line)}


def _joined(left: str, right: str) -> list[Piece]:
    between = phrases.joint(left.rstrip(), right)
    return [Piece(between, "joint")] if between else []


def _without_last_comma(pieces: list[Piece]) -> list[Piece]:
    """Takes off the commas and spaces at the end, where something else follows."""
    kept = list(pieces)
    while kept:
        last = kept.pop()
        text = last.text.rstrip(", \t\r\n")
        if text:
            return [*kept, Piece(text, last.source)]
    return []


def _text(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)
