"""Closes a hole with patches of the picture itself, from coarse to fine.

After Wexler, Shechtman and Irani, Space-Time Completion of Video (2007), and Newson et al., Video Inpainting of
Complex Scenes (2014): every patch that reaches into the hole shall be one that the picture has elsewhere.
"""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from webapp.engines.builtin.editing.filling.level import RADIUS_PX, Flags, Level, Places, halved, widened
from webapp.engines.builtin.editing.filling.matches import Matches, better_matches, first_matches, peeled
from webapp.engines.builtin.editing.filling.membrane import stretched_over
from webapp.engines.builtin.editing.filling.shifts import shifts_in
from webapp.engines.builtin.pixels import FloatArray, as_float

_COARSEST_PX: Final = 84
_SMALL_PX: Final = 300
_FIRST_ROUNDS: Final = 6
_LEAST_SOURCES: Final = 200
_NEAR_PX: Final = 3
_TRUST: Final = 1.3
_DEEPEST_PX: Final = 40
_REACH: Final = range(-RADIUS_PX, RADIUS_PX + 1)
_STEPS: Final = tuple((down, right) for down in _REACH for right in _REACH)
# Where there are many pixels, every second patch over each is enough: a chequerboard of them.
_MANY: Final = 20_000


@dataclass(frozen=True, slots=True)
class Patched:
    """The pixels with the hole closed, and (height, width, 2) how far down and right each one there was taken from."""

    pixels: FloatArray
    origins: FloatArray


def can_patch(hole: Flags) -> bool:
    """Tells whether enough of a picture is known to take patches from."""
    inner = ~widened(hole, RADIUS_PX)[RADIUS_PX:-RADIUS_PX, RADIUS_PX:-RADIUS_PX]
    return int(inner.sum()) >= _LEAST_SOURCES


def patched(pixels: FloatArray, hole: Flags, seed: int = 0, rows: float = 0.0) -> Patched:
    """Closes the hole in pixels (height, width, 3), 0..1; the same seed gives the same. Needs `can_patch`.

    `rows`: see `Taste`.
    """
    rng = np.random.default_rng(seed)
    sizes = [(pixels, hole)]
    while max(sizes[-1][1].shape) > _COARSEST_PX and can_patch((smaller := halved(*sizes[-1]))[1]):
        sizes.append(smaller)
    level = Level(*sizes.pop(), rows)
    found = _first(level, rng)
    while sizes:
        coarse, level = level, Level(*sizes.pop(), rows)
        found = _finer(coarse, found, level, rng)
    level.pixels = _taken(level, found)
    return Patched(_evened(level, found), _origins(level, found))


def _first(level: Level, rng: np.random.Generator) -> Matches:
    level.pixels = peeled(level)
    level.learn(rng)
    for _ in range(_FIRST_ROUNDS):
        found = first_matches(level)
        level.pixels = voted(level, found)
    return found


def _finer(coarse: Level, found: Matches, level: Level, rng: np.random.Generator) -> Matches:
    """Carries what was found to a level of twice the size, and looks around there."""
    is_small = max(level.height, level.width) <= _SMALL_PX
    places = _carried(coarse, found, level)
    used = np.zeros_like(level.hole)
    used.flat[places] = True
    level.learn(rng, None if is_small else widened(used, _NEAR_PX))
    level.pixels = voted(level, Matches(places, np.zeros(len(places), np.float32)))
    shifts = shifts_in(level.pixels, level.hole) @ (level.width, 1) if is_small else np.zeros(0, np.intp)
    for _ in range(4 if is_small else 2):
        better = better_matches(level, places, rng, shifts, 2 if is_small else 1, 16 if is_small else 2)
        places, shifts = better.places, shifts[:0]
        level.pixels = voted(level, better)
    return better


def _origins(level: Level, found: Matches) -> FloatArray:
    field = np.zeros((level.height, level.width, 2), np.float32)
    for axis, (there, here) in enumerate(
        zip(np.divmod(found.places, level.width), np.divmod(level.targets, level.width), strict=True)
    ):
        field[..., axis].flat[level.targets] = there - here
    return field


def _carried(coarse: Level, found: Matches, level: Level) -> Places:
    """Returns a source for each target of `level`: twice as far away as on the coarse level, or the nearest one."""
    row, column = np.divmod(level.targets, level.width)
    down, right = 2 * _origins(coarse, found)[row // 2, column // 2].astype(np.intp).T
    row, column = np.clip(row + down, 0, level.height - 1), np.clip(column + right, 0, level.width - 1)
    whole = np.ones_like(level.hole, dtype=np.uint8)
    whole.flat[level.sources] = 0
    _, labels = cv2.distanceTransformWithLabels(whole, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    nearest = np.zeros(int(labels.max()) + 1, np.intp)
    nearest[labels.flat[level.sources]] = level.sources
    return np.asarray(nearest[labels[row, column]], dtype=np.intp)


def voted(level: Level, found: Matches) -> FloatArray:
    """Returns the pixels; in the hole each is the mean of what all patches over it say, the likelier counting more."""
    rim, wide = RADIUS_PX, level.width + 2 * RADIUS_PX
    depth = cv2.distanceTransform(level.hole.astype(np.uint8), cv2.DIST_L2, 3).flat[level.targets]
    usual = float(np.percentile(found.cost, 75)) + 1e-9
    weights = np.zeros((level.height + 2 * rim) * wide, np.float32)
    theirs = np.full(len(weights), level.sources[0], np.intp)
    row, column = np.divmod(level.targets, level.width)
    here = (row + rim) * wide + column + rim
    weights[here] = np.exp(-found.cost / (2 * usual)) * _TRUST ** -np.minimum(depth, _DEEPEST_PX)
    theirs[here] = found.places
    holes = np.flatnonzero(level.hole)
    row, column = np.divmod(holes, level.width)
    here = (row + rim) * wide + column + rim
    flat = level.pixels.reshape(-1, 3)
    total, weight = np.zeros((len(holes), 3), np.float32), np.full(len(holes), 1e-12, np.float32)
    for down, right in _STEPS if len(holes) < _MANY else _STEPS[::2]:
        at = here + down * wide + right
        share = weights[at]
        total += flat[theirs[at] - (down * level.width + right)] * share[:, None]
        weight += share
    made = level.pixels.copy()
    made.reshape(-1, 3)[holes] = total / weight[:, None]
    return made


def _taken(level: Level, found: Matches) -> FloatArray:
    """Returns the pixels; each in the hole is its source's own, so that no mean of several softens the texture."""
    made = level.pixels.copy()
    flat, mine = made.reshape(-1, 3), level.hole.flat[level.targets]
    flat[level.targets[mine]] = flat[found.places[mine]]
    return made


def _evened(level: Level, found: Matches) -> FloatArray:
    """Returns the pixels, moved so that they meet the known ones in colour: a membrane over what is off at the rim."""
    off = np.zeros_like(level.pixels)
    flat = level.pixels.reshape(-1, 3)
    off.reshape(-1, 3)[level.targets] = flat[level.targets] - flat[found.places]
    ring = np.zeros_like(level.hole)
    ring.flat[level.targets] = True
    ring &= ~level.hole
    off = stretched_over(off, ~ring)
    return as_float(np.clip(level.pixels + off * level.hole[..., None], 0, 1))
