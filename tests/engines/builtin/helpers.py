"""Draws small pictures for the tests, and measures them."""

import numpy as np
import numpy.typing as npt

from webapp.engines.builtin.colour import oklab
from webapp.engines.builtin.compose import STEPS
from webapp.engines.builtin.drawing import draw
from webapp.engines.builtin.pixels import as_float
from webapp.engines.builtin.stage import Stage, stage_for
from webapp.engines.builtin.words import read
from webapp.engines.types import EngineRequest

Array = npt.NDArray[np.floating]
SEEDS = range(3, 8)


def picture(prompt: str, seed: int = 1, style: str | None = None, avoid: str = "", side: int = 160) -> Array:
    """Draws a whole picture, manner and all: (side, side, 3), 0..1."""
    request = EngineRequest(prompt=prompt, negative_prompt=avoid, style_preset=style, width_px=side, height_px=side)
    return draw(request, seed, lambda *_: None)


def scene(prompt: str, seed: int = 1, until: str = "", side: int = 160) -> Stage:
    """Composes a scene without a manner, up to and with the step named `until`."""
    stage = stage_for(read(prompt), side, side, seed)
    for name, painter in STEPS:
        painter(stage)
        if name == until:
            break
    return stage


def mean_lab(pixels: Array) -> Array:
    """Gives the mean colour in OKLab."""
    return np.asarray(oklab(as_float(pixels)).reshape(-1, 3).mean(axis=0))


def lightness(pixels: Array) -> float:
    return float(mean_lab(pixels)[0])


def average_lab(prompt: str, **more: str) -> Array:
    """Gives the mean colour of a prompt over several seeds, in OKLab."""
    return np.mean([mean_lab(picture(prompt, seed, **more)) for seed in SEEDS], axis=0)


def silent(*_told: object) -> None:
    """A report that nobody reads."""
