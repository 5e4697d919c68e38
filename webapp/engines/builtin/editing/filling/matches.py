"""Finds for each patch that reaches into a hole one like it that is whole.

After Barnes et al., PatchMatch (2009), with the shifts by which a picture repeats itself as further guesses: He and
Sun, Statistics of Patch Offsets for Image Completion (2012).
"""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from webapp.engines.builtin.editing.filling.level import RADIUS_PX, SIDE_PX, Flags, Level, Places, widened
from webapp.engines.builtin.pixels import FloatArray, as_float

_STEPS: Final = ((0, 1), (1, 0), (0, -1), (-1, 0))
_AT_ONCE: Final = 2000


@dataclass(frozen=True, slots=True)
class Matches:
    """The source found for each target of a level, and how unlike it is."""

    places: Places
    cost: FloatArray


def first_matches(level: Level) -> Matches:
    """Compares each target with every source: only for small pictures."""
    wanted, known = level.described(level.targets), level.all_sources()
    weight = (known * known).sum(axis=1)
    parts = (wanted[at : at + _AT_ONCE] for at in range(0, len(wanted), _AT_ONCE))
    best = np.concatenate([(weight - 2 * part @ known.T).argmin(axis=1) for part in parts])
    places = level.sources[best]
    return Matches(places, level.cost(wanted, places))


def better_matches(
    level: Level, places: Places, rng: np.random.Generator, shifts: Places, rounds: int, reach_px: int
) -> Matches:
    """Looks at where neighbours found theirs, at each of `shifts` (in places), and around what is found."""
    wanted = level.described(level.targets)
    held = Matches(places.copy(), level.cost(wanted, places))
    for shift in shifts:
        _try(level, wanted, held, level.targets + shift)
    for round_ in range(rounds):
        for jump in (3, 1) if round_ == 0 else (2, 1):
            for step in _STEPS:
                _try(level, wanted, held, _from_neighbours(level, held, step[0] * jump, step[1] * jump))
        reach = reach_px
        while reach >= 1:
            down, right = rng.integers(-reach, reach + 1, size=(2, len(places)))
            _try(level, wanted, held, held.places + down * level.width + right)
            reach //= 3
    return held


def _try(level: Level, wanted: FloatArray, held: Matches, guesses: Places) -> None:
    """Keeps each guess that is a source and likelier than what is held."""
    at = np.flatnonzero(level.is_source(guesses) & (guesses != held.places))
    cost = level.cost(wanted[at], guesses[at])
    is_better = cost < held.cost[at]
    at = at[is_better]
    held.places[at], held.cost[at] = guesses[at], cost[is_better]


def _from_neighbours(level: Level, held: Matches, down: int, right: int) -> Places:
    """Returns for each target where it would lie if it moved with the target `down` and `right` of it."""
    found = np.full(level.hole.size, -1, np.intp)
    found[level.targets] = held.places
    step = down * level.width + right
    theirs = found[(level.targets + step) % len(found)]
    return np.where(theirs >= 0, theirs - step, -1)


def peeled(level: Level) -> FloatArray:
    """Returns the pixels with the hole closed from its rim inwards, each pixel from the patch that fits the known best.

    Compares with every source: only for small pictures.
    """
    left, flat = level.hole.copy(), level.pixels.reshape(-1, 3)
    known, depth = level.patches(level.sources), level.depth(level.sources)
    squares = known * known
    while left.any():
        rim = np.flatnonzero(left & widened(~left, 1))
        seen = _seen(~left, rim)
        wanted = level.patches(rim) * seen
        apart = (level.depth(rim)[:, None] - depth) ** 2 * seen.mean(axis=1)[:, None]
        best = (seen @ squares.T - 2 * wanted @ known.T + apart).argmin(axis=1)
        flat[rim] = flat[level.sources[best]]
        left.flat[rim] = False
    return level.pixels


def _seen(known: Flags, places: Places) -> FloatArray:
    """Returns (places, side * side * 3), 1 where the patch around a place is known."""
    rim = RADIUS_PX
    padded = cv2.copyMakeBorder(as_float(known), rim, rim, rim, rim, cv2.BORDER_CONSTANT, value=0)
    windows = sliding_window_view(padded, (SIDE_PX, SIDE_PX))
    flags = windows[places // known.shape[1], places % known.shape[1]].reshape(len(places), -1)
    return as_float(np.concatenate([flags] * 3, axis=1))
