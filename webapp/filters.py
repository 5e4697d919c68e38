"""Jinja filters: times, sizes and counts in words, and the shapes of the wall."""

import math
from datetime import UTC, datetime
from functools import lru_cache

from flask import Flask

# Hundredths of width over height. The common shapes are exact, the steps between them stay under 6 %,
# so that a picture in its step loses less than 3 % at its edges.
RATIOS = (
    45, 47, 50, 53, 56, 59, 63, 67, 70, 73, 75, 80, 84, 89, 95, 100, 106, 112, 118, 125, 133,
    141, 150, 158, 167, 178, 188, 200, 212, 225, 233, 247, 262, 280, 300,
)  # fmt: skip
ROW_HEIGHT_REM = 17
KILO = 1000
UNITS = ("kB", "MB", "GB", "TB")
# How the shapes of the composer are drawn, in a box of 24 by 24.
SHAPE_SIZES = {
    "1:1": (15, 15), "4:5": (14, 17.5), "3:2": (18, 12), "16:9": (20, 11.25), "9:16": (11.25, 20),
    "21:9": (22, 9.5), "free": (17, 17),
}  # fmt: skip
MINUTE_S, HOUR_S, DAY_S = 60, 3600, 86400


@lru_cache(maxsize=4096)
def ratio_class(width: int, height: int) -> str:
    """Returns the CSS class of the nearest shape, such as `r-150` for 3:2. Extremes take the last."""
    wanted = math.log(max(width, 1) * 100 / max(height, 1))
    return f"r-{min(RATIOS, key=lambda ratio: abs(math.log(ratio) - wanted))}"


@lru_cache(maxsize=4096)
def wall_sizes(width: int, height: int) -> str:
    """Returns the `sizes` of a picture on the wall: about its width in a row, on phones of the screen."""
    ratio = min(max(width / max(height, 1), RATIOS[0] / 100), RATIOS[-1] / 100)
    return f"(max-width: 40rem) {min(round(ratio * 45), 100)}vw, {round(ratio * ROW_HEIGHT_REM)}rem"


def columns_class(count: int, width: int, height: int) -> str:
    """Returns the class for `count` pictures of one shape: tall ones stand in more columns than wide ones."""
    if count <= 3:
        return f"c-{count}"
    if count == 4:
        return "c-4" if width < height else "c-2"
    return "c-4" if count > 6 or width < height else "c-3"


def ago(then: datetime, now: datetime | None = None) -> str:
    """Says how long ago `then` was, roughly. A time without a zone is taken as UTC."""
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    seconds = ((now or datetime.now(UTC)) - then).total_seconds()
    if seconds < MINUTE_S:
        return "just now"
    if seconds < HOUR_S:
        return _counted(seconds // MINUTE_S, "minute")
    if seconds < DAY_S:
        return _counted(seconds // HOUR_S, "hour")
    if seconds < 2 * DAY_S:
        return "yesterday"
    if seconds < 7 * DAY_S:
        return _counted(seconds // DAY_S, "day")
    return f"{then.day} {then:%B %Y}"


def _counted(number: float, unit: str) -> str:
    return f"{number:.0f} {unit}{'' if number == 1 else 's'} ago"


def bytes_words(size_bytes: int) -> str:
    """Says a size in bytes the way people do: `840 bytes`, `1.2 MB`."""
    if size_bytes < KILO:
        return f"{size_bytes} bytes"
    size = float(size_bytes)
    for unit in UNITS:
        size /= KILO
        if round(size, 1) < KILO or unit == UNITS[-1]:
            break
    return f"{size:.0f} {unit}" if size >= 10 or unit == UNITS[0] else f"{size:.1f} {unit}"


def credits_words(amount: float) -> str:
    """Says an amount of credits: `no credits`, `1 credit`, `0.25 credits`, `1,200 credits`."""
    number = f"{amount:,.2f}".rstrip("0").rstrip(".")
    if number in {"0", "-0"}:
        return "no credits" if amount == 0 else "under 0.01 credits"
    return f"{number} credit{'' if number == '1' else 's'}"


def seconds_words(seconds: float) -> str:
    """Says a length of time: `0.4 s`, `38 s`, `12 min`, `3 h 20 min`."""
    if seconds < MINUTE_S:
        return f"{seconds:.1f} s" if 0 < seconds < 10 else f"{seconds:.0f} s"
    minutes = round(seconds / MINUTE_S)
    hours, rest = divmod(minutes, 60)
    return f"{minutes} min" if not hours else f"{hours} h {rest} min" if rest else f"{hours} h"


def ordinal(number: int) -> str:
    """Returns `1st`, `2nd`, `11th`, `23rd`."""
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def register(app: Flask) -> None:
    """Gives `app`'s templates the filters."""
    app.jinja_env.filters.update(
        ago=ago,
        bytes_words=bytes_words,
        credits=credits_words,
        ordinal=ordinal,
        ratio_class=ratio_class,
        seconds=seconds_words,
        wall_sizes=wall_sizes,
    )
    app.jinja_env.globals.update(columns_class=columns_class, shape_sizes=SHAPE_SIZES)
