"""Gouache, when nothing else is asked: brushed edges, grained paper, a gentle hand."""

import numpy as np

from webapp.engines.builtin.manners.tools import brushed, paper
from webapp.engines.builtin.noise import coarse_fbm
from webapp.engines.builtin.pixels import FloatArray, as_float
from webapp.engines.builtin.stage import Stage


def gouache(stage: Stage) -> FloatArray:
    """Renders as opaque paint with a brush's edges on grained paper."""
    rng = stage.rng("gouache")
    px = brushed(stage, 0.32)
    strokes = coarse_fbm(rng, stage.width, stage.height, stage.unit * 0.03, stage.unit * 0.014, 4, shrink=2)
    value = (strokes - 0.5) * 0.085 + paper(stage) * 0.055
    depth = 0.35 + 0.65 * px.max(axis=2)
    return as_float(np.clip(px + (value * depth)[..., None], 0, 1))
