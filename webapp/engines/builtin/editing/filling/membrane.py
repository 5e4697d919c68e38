"""Spreads what is known at a rim evenly over what it encloses, as a stretched skin would."""

from typing import Final

import cv2
import numpy as np

from webapp.engines.builtin.editing.filling.level import Flags, halved, widened
from webapp.engines.builtin.pixels import FloatArray, as_float, blur, resize

_SMALL_PX: Final = 4
_ROUNDS: Final = 12
_CROSS: Final = as_float([[0, 1, 0], [1, 0, 1], [0, 1, 0]]) / 4
_BEND_PX: Final = 6.0
_ROOM: Final = 0.5
_LEAST_ROOM: Final = 0.02


def stretched_over(values: FloatArray, unknown: Flags, bend: FloatArray | None = None) -> FloatArray:
    """Returns `values` (height, width, channels) with the unknown ones harmonic: each the mean of its neighbours.

    Where `bend` is given, each differs from that mean by so much. From coarse to fine, so that large gaps take few
    rounds. Nothing known gives zeros.
    """
    if not unknown.any():
        return values
    if unknown.all():
        return np.zeros_like(values)
    if min(unknown.shape) <= _SMALL_PX:
        return as_float(np.where(unknown[..., None], values[~unknown].mean(axis=0), values))
    small, gap = halved(values, unknown)
    wider = None if bend is None else 4 * resize(bend, gap.shape[1], gap.shape[0])
    made = resize(stretched_over(small, gap, wider), unknown.shape[1], unknown.shape[0])
    for _ in range(_ROUNDS):
        np.copyto(made, values, where=~unknown[..., None])
        made = as_float(cv2.filter2D(made, -1, _CROSS, borderType=cv2.BORDER_REFLECT_101))
        if bend is not None:
            made += bend
    np.copyto(made, values, where=~unknown[..., None])
    return made


def curved_over(values: FloatArray, unknown: Flags) -> FloatArray:
    """Returns `values` with the unknown ones as bent as what lies around them: the light on a ball goes on.

    Over a wide gap a bend can add up without end: where it would leave the range of the rim far behind, it is let go.
    """
    plain = stretched_over(values, unknown)
    soft = blur(plain, _BEND_PX)
    bend = soft - as_float(cv2.filter2D(soft, -1, _CROSS))
    made = stretched_over(values, unknown, stretched_over(as_float(bend), widened(unknown, round(3 * _BEND_PX))))
    return plain if _runs_away(made, values, unknown) else made


def _runs_away(made: FloatArray, values: FloatArray, unknown: Flags) -> bool:
    rim = widened(unknown, round(_BEND_PX)) & ~unknown
    if not rim.any():
        return True
    low, high = values[rim].min(axis=0), values[rim].max(axis=0)
    room = _ROOM * (high - low) + _LEAST_ROOM
    inside = made[unknown]
    return bool((inside < low - room).any() or (inside > high + room).any())
