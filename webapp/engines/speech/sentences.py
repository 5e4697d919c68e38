"""Cuts a text into sentences short enough to be captions."""

import re
from typing import Final

from webapp.engines.speech.types import Cue

LONGEST: Final = 180
_END: Final = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+|(?<=[。\uff01\uff1f])|\n+")
_PAUSE: Final = re.compile(r"(?<=[,;:–—])\s+")


def sentences(text: str) -> list[str]:
    """Returns the sentences of `text`; a long one is cut at a comma, else between two words."""
    whole = (" ".join(part.split()) for part in _ends_kept(text))
    return [piece for sentence in whole if sentence for piece in _short(sentence)]


def spread(text: str, duration_s: float) -> tuple[Cue, ...]:
    """Returns the sentences of a text whose sound is known only as a whole, each by its share of letters."""
    parts = sentences(text)
    letters = sum(map(len, parts)) or 1
    cues, start_s = [], 0.0
    for part in parts:
        end_s = min(duration_s, start_s + duration_s * len(part) / letters)
        cues.append(Cue(start_s, end_s, part))
        start_s = end_s
    return tuple(cues)


def _ends_kept(text: str) -> list[str]:
    """Cuts after each end; closing quotes stay with their sentence."""
    found, start = [], 0
    for match in _END.finditer(text):
        found.append(text[start : match.end()])
        start = match.end()
    return [*found, text[start:]]


def _short(sentence: str) -> list[str]:
    if len(sentence) <= LONGEST:
        return [sentence]
    pauses = [match.start() for match in _PAUSE.finditer(sentence)]
    middle = len(sentence) // 2
    spaces = [at for at, char in enumerate(sentence) if char == " "]
    cuts = [at for at in pauses or spaces if 0 < at < len(sentence) - 1] or [middle]
    cut = min(cuts, key=lambda at: abs(at - middle))
    return [*_short(sentence[:cut].strip()), *_short(sentence[cut:].strip())]
