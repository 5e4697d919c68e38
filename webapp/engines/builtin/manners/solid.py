"""Manners of the modeller: clay and the smooth render."""

import numpy as np

from webapp.engines.builtin.manners.cells import overlap_shadow
from webapp.engines.builtin.manners.tools import flattened, outlines, paper, saturated
from webapp.engines.builtin.noise import coarse_fbm
from webapp.engines.builtin.pixels import FloatArray, as_float, blur, grey, slope
from webapp.engines.builtin.stage import Stage


def _rounded(stage: Stage, reach_px: float, bumps: FloatArray | float = 0.0) -> FloatArray:
    """Lights the layers as if each were thick and round at its rim; gives -1..1 (height, width)."""
    rims = outlines(stage, reach_px * 0.5, 0.5)
    height = -blur(rims, reach_px * 0.6) * reach_px * 1.6 + grey(stage.canvas.px) * reach_px * 1.2 + bumps
    across, down = slope(blur(as_float(height), 1.2))
    return as_float(np.clip(-(across * 0.8 * -stage.side + down) * 1.1, -1, 1))


def clay(stage: Stage) -> FloatArray:
    """Renders as modelling clay: rounded forms, thumb marks, a soft sheen."""
    reach = stage.unit * 0.012
    rng = stage.rng("clay")
    thumbs = coarse_fbm(rng, stage.width, stage.height, stage.unit * 0.06, stage.unit * 0.05, 3, shrink=3)
    prints = np.sin(thumbs * 90) * 0.25
    flat = saturated(flattened(stage.canvas.px, 11, 2, shrink=2), 1.3)
    light = _rounded(stage, reach, as_float(thumbs * reach * 0.9 + prints * 0.5))
    shade = overlap_shadow(stage, reach, 0.5)
    return as_float(
        np.clip(flat * (0.98 + 0.5 * light - shade)[..., None] + np.clip(light - 0.35, 0, 1)[..., None] * 0.3, 0, 1)
    )


def model_3d(stage: Stage) -> FloatArray:
    """Renders as a smooth 3D model: soft gradients, contact shadows, a clean highlight."""
    flat = saturated(flattened(stage.canvas.px, 7, 2), 1.2)
    light = _rounded(stage, stage.unit * 0.009)
    shade = overlap_shadow(stage, stage.unit * 0.014, 0.45)
    shine = np.clip(light - 0.3, 0, 1) ** 1.5
    lit = flat * (1.02 + 0.38 * light - shade)[..., None] + shine[..., None] * 0.4
    return as_float(np.clip(lit + paper(stage)[..., None] * 0.012, 0, 1))
