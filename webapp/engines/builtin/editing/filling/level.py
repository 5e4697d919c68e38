"""One size of a picture with a hole in it: which patches are whole, and a short description of each."""

from dataclasses import dataclass
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from webapp.engines.builtin.pixels import FloatArray, as_float

Flags: TypeAlias = NDArray[np.bool_]
Places: TypeAlias = NDArray[np.intp]

RADIUS_PX: Final = 3
SIDE_PX: Final = 2 * RADIUS_PX + 1
_DIMENSIONS: Final = 20
_LEARNT: Final = 3000
_AT_ONCE: Final = 20_000


@dataclass(frozen=True, slots=True)
class Taste:
    """What counts besides likeness. Patches may be `favour` times as far off as a smooth transition.

    `rows`: how much a source counts as unlike that lies higher or lower in the picture, 0 not at all. A landscape goes
    on sideways.
    """

    favour: float = 1.2
    rows: float = 0.0


class Level:
    """A picture (height, width, 3) 0..1 whose `hole` is to be closed. Places are row * width + column.

    `targets` are the places whose patch reaches into the hole, `sources` those whose patch is whole and known.
    """

    def __init__(self, pixels: FloatArray, hole: Flags, rows: float = 0.0) -> None:
        self.pixels, self.hole = pixels.copy(), hole
        self.height, self.width = hole.shape
        self._rows = rows / self.height
        near = widened(hole, RADIUS_PX)
        whole = np.zeros_like(hole)
        inner = slice(RADIUS_PX, -RADIUS_PX)
        whole[inner, inner] = ~near[inner, inner]
        self.targets, self.sources = np.flatnonzero(near), np.flatnonzero(whole)
        self._row_of = np.full(hole.size, -1, np.intp)
        self._described: FloatArray = np.zeros((0, _DIMENSIONS + 1), np.float32)
        self._mean, self._basis = np.zeros(0, np.float32), np.zeros((0, 0), np.float32)

    def patches(self, places: Places) -> FloatArray:
        """Returns the patch around each place, flat: (places, side * side * 3); beyond its rim a picture mirrors."""
        rim = RADIUS_PX
        padded = cv2.copyMakeBorder(self.pixels, rim, rim, rim, rim, cv2.BORDER_REFLECT_101)
        windows = sliding_window_view(padded, (SIDE_PX, SIDE_PX), axis=(0, 1))
        return as_float(windows[places // self.width, places % self.width].reshape(len(places), -1))

    def learn(self, rng: np.random.Generator, only: Flags | None = None) -> None:
        """Describes the sources, those in `only` where given, by what tells their patches apart best (PCA)."""
        if only is not None:
            self.sources = self.sources[only.flat[self.sources]]
        some = self.patches(self.sources[rng.integers(len(self.sources), size=min(_LEARNT, len(self.sources)))])
        self._mean = as_float(some.mean(axis=0))
        off = some - self._mean
        self._basis = as_float(np.linalg.eigh(off.T @ off)[1][:, : -_DIMENSIONS - 1 : -1])
        self._described = self.described(self.sources)
        self._row_of[self.sources] = np.arange(len(self.sources))

    def described(self, places: Places) -> FloatArray:
        """Returns (places, 21): what the patch around each place looks like now, and how low it lies."""
        parts = (places[at : at + _AT_ONCE] for at in range(0, len(places), _AT_ONCE))
        looks = np.concatenate([(self.patches(part) - self._mean) @ self._basis for part in parts])
        return as_float(np.concatenate([looks, self.depth(places)[:, None]], axis=1))

    def depth(self, places: Places) -> FloatArray:
        """Returns how low each place lies, in the measure of likeness."""
        return as_float(places // self.width * self._rows)

    def all_sources(self) -> FloatArray:
        """Returns the description of each source, in the order of `sources`."""
        return self._described

    def is_source(self, places: Places) -> Flags:
        return (places >= 0) & (places < len(self._row_of)) & (self._row_of[places % len(self._row_of)] >= 0)

    def cost(self, wanted: FloatArray, places: Places) -> FloatArray:
        """Returns how unlike `wanted` (places, 21) the patches at `places` are: their squared distance."""
        off = self._described[self._row_of[places]] - wanted
        return as_float(np.einsum("ij,ij->i", off, off))


def widened(flags: Flags, by_px: int) -> Flags:
    """Returns True within `by_px` of where `flags` is, in a square."""
    side = 2 * by_px + 1
    return np.asarray(cv2.dilate(flags.astype(np.uint8), np.ones((side, side), np.uint8)) > 0)


def halved(pixels: FloatArray, hole: Flags) -> tuple[FloatArray, Flags]:
    """Returns both at half the size, as `shrunk` does."""
    return shrunk(pixels, hole, (hole.shape[1] + 1) // 2, (hole.shape[0] + 1) // 2)


def shrunk(pixels: FloatArray, hole: Flags, width: int, height: int) -> tuple[FloatArray, Flags]:
    """Returns both at a smaller size; what lies in the hole does not colour what lies beside it."""
    known = as_float(~hole)
    share = cv2.resize(known, (width, height), interpolation=cv2.INTER_AREA)
    total = cv2.resize(pixels * known[..., None], (width, height), interpolation=cv2.INTER_AREA)
    return as_float(total / np.maximum(share, 1e-6)[..., None]), np.asarray(share < 0.5)
