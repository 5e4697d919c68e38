"""Where a line may end: between words, and between letters in scripts that are written without spaces.

Source of what may not stand first or last in a line: the rules of JIS X 4051 (kinsoku), by Unicode's categories.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

# A wide space is kept where it stands, as it divides titles.
_SPACE = re.compile(r"[^\S\u3000]+")
# Thai and Lao, Burmese, Khmer: their words are not divided either.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_NOT_FIRST = {"Pe", "Pf", "Po", "Pd", "Lm", "Mn", "Mc", "Me", "Cf", "Zs"}
_NOT_LAST = {"Ps", "Pi", "Sc"}
_VOWELS_AFTER, _VOWELS_BEFORE = "ะาำๅະາຳ", "เแโใไເແໂໃໄ"


def broken(paragraph: str, wide: Callable[[str], float], most: float) -> Iterator[str]:
    """Yields lines of at most `most`, in the unit of `wide`; a word that is too long alone breaks anywhere."""
    wide = cache(wide)
    line, used = "", 0.0
    for gap, unit in _units(paragraph):
        if line and used + wide(gap + unit) <= most:
            line, used = f"{line}{gap}{unit}", used + wide(gap + unit)
            continue
        if line:
            yield line
        *full, line = _cut(unit, wide, most)
        yield from full
        used = wide(line)
    yield line


def is_unspaced(text: str) -> bool:
    """Tells whether a text has letters between which lines may end."""
    return any(map(_is_open, text))


def _cut(unit: str, wide: Callable[[str], float], most: float) -> Iterator[str]:
    while len(unit) > 1 and wide(unit) > most:
        end = next(end for end in range(len(unit) - 1, 0, -1) if end == 1 or wide(unit[:end]) <= most)
        yield unit[:end]
        unit = unit[end:]
    yield unit


def _units(paragraph: str) -> Iterator[tuple[str, str]]:
    """Yields what stays together, each with the space before it."""
    for word in _SPACE.split(paragraph.strip()):
        gap, unit = " ", ""
        for letter in word:
            if unit and _may_end(unit[-1], letter):
                yield gap, unit
                gap, unit = "", ""
            unit += letter
        yield gap, unit


def _may_end(before: str, after: str) -> bool:
    """Tells whether a line may end between two letters."""
    if not (_is_open(before) or _is_open(after)):
        return False
    stays = unicodedata.category(after) in _NOT_FIRST or after in _VOWELS_AFTER or _is_small_kana(after)
    return not stays and unicodedata.category(before) not in _NOT_LAST and before not in _VOWELS_BEFORE


def _is_open(letter: str) -> bool:
    """Tells whether a letter needs no space beside it to end a line. Korean is wide too, but has spaces."""
    if unicodedata.east_asian_width(letter) in "WF":
        return not unicodedata.name(letter, "").startswith("HANGUL")
    return _UNSPACED.match(letter) is not None


def _is_small_kana(letter: str) -> bool:
    return "ANA LETTER SMALL" in unicodedata.name(letter, "")
