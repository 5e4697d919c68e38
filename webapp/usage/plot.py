"""A month as bars, one a day: numbers that a template draws as SVG, with no script and no inline style."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.filters import credits_words

HEIGHT = 100.0
DAY_WIDTH = 10.0
GAP = 2.0
LONGEST_MONTH = 31
STEPS = (1, 2, 3, 4, 5, 6, 8, 10)
LEAST_HEIGHT = 1.5


@dataclass(frozen=True, slots=True)
class Bar:
    """One day. Places and sizes are in units of the drawing; `words` says the same to people who point or listen."""

    x: float
    y: float
    width: float
    height: float
    words: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Bars over a month, always 31 days wide. `top` is what the upper edge stands for, `marks` the days named below."""

    title: str
    summary: str
    width: float
    height: float
    top: str
    bars: tuple[Bar, ...]
    marks: tuple[int, ...] = (1, 8, 15, 22, 29)


def plot_pictures(counts: Sequence[int]) -> Plot:
    """Draws how many pictures were made each day, the first of the month first."""
    words = [f"{count} picture{'' if count == 1 else 's'}" for count in counts]
    return _plot("Pictures a day", counts, words, whole=True)


def plot_credits(amounts: Sequence[float]) -> Plot:
    """Draws what was spent each day, in credits."""
    return _plot("Credits a day", amounts, [credits_words(amount) for amount in amounts], whole=False)


def round_top(largest: float, *, whole: bool) -> float:
    """Returns the next round number. Whole numbers start at 5, for bars one can compare."""
    if largest <= 0:
        return 5.0 if whole else 1.0
    power = 10.0 ** math.floor(math.log10(largest))
    top = next(step * power for step in STEPS if largest <= step * power * (1 + 1e-9))
    return max(5.0, top) if whole else top


def _plot(title: str, values: Sequence[float], words: Sequence[str], *, whole: bool) -> Plot:
    top = round_top(max(values, default=0.0), whole=whole)
    bars = tuple(
        _bar(day, value / top, f"{day}: {said}")
        for day, (value, said) in enumerate(zip(values, words, strict=True), 1)
        if value > 0
    )
    most = max(range(len(values)), key=values.__getitem__)
    summary = f"{title}. Most on day {most + 1}: {words[most]}." if bars else f"{title}: none."
    return Plot(title, summary, LONGEST_MONTH * DAY_WIDTH, HEIGHT, f"{top:,g}", bars)


def _bar(day: int, share: float, words: str) -> Bar:
    height = max(LEAST_HEIGHT, round(share * HEIGHT, 2))
    return Bar((day - 1) * DAY_WIDTH + GAP / 2, round(HEIGHT - height, 2), DAY_WIDTH - GAP, height, words)
