"""Gouache, when nothing else is asked: brushed edges, grained paper, a gentle hand."""

import numpy as np

from webapp.engines.builtin.noise import coarse_fbm
from webapp.engines.builtin.pixels import FloatArray, as_float, grid, sample
from webapp.engines.builtin.stage import Stage


def brushed(stage: Stage, amount: float) -> FloatArray:
    """Shifts every pixel a little along a wandering field, as a brush drags paint: `amount` 1 is `unit`/150."""
    rng = stage.rng("brushed")
    width, height, cell = stage.width, stage.height, stage.unit * 0.02
    drag_x = coarse_fbm(rng, width, height, cell * 1.6, cell * 0.5, 3, shrink=2) - 0.5
    drag_y = coarse_fbm(rng, width, height, cell, cell * 0.6, 3, shrink=2) - 0.5
    xs, ys = grid(height, width)
    reach = stage.unit / 75 * amount
    return sample(stage.canvas.px, as_float(xs + drag_x * reach), as_float(ys + drag_y * reach))


def paper(stage: Stage, name: str = "paper") -> FloatArray:
    """Makes the tooth of paper (height, width), around 0, about -0.5..0.5."""
    rng = stage.rng(name)
    fine = rng.random((stage.height, stage.width), dtype=np.float32)
    return as_float(fine * 0.4 + coarse_fbm(rng, stage.width, stage.height, 5, 5, 2, shrink=2) * 0.6 - 0.5)


def gouache(stage: Stage) -> FloatArray:
    """Renders as opaque paint with a brush's edges on grained paper."""
    rng = stage.rng("gouache")
    px = brushed(stage, 0.8)
    strokes = coarse_fbm(rng, stage.width, stage.height, stage.unit * 0.035, stage.unit * 0.007, 4, shrink=2)
    value = (strokes - 0.5) * 0.09 + paper(stage) * 0.055
    return as_float(np.clip(px + value[..., None], 0, 1))
