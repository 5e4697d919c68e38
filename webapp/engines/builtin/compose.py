"""The order of drawing: from the sky to what is nearest, each step by name."""

from collections.abc import Callable
from typing import Final, TypeAlias

from webapp.engines.builtin.land.ridges import paint_hills, paint_mountains
from webapp.engines.builtin.land.water import paint_water, paint_waves
from webapp.engines.builtin.sky.air import paint_air, paint_light
from webapp.engines.builtin.sky.clouds import paint_clouds
from webapp.engines.builtin.sky.heavens import paint_heavens
from webapp.engines.builtin.stage import Stage

Painter: TypeAlias = Callable[[Stage], None]


def _far(stage: Stage) -> None:
    if stage.scene.has("mountains"):
        paint_mountains(stage)


def _ground(stage: Stage) -> None:
    if stage.scene.has("sea", "waves", "beach", "island", "boat", "lighthouse"):
        paint_water(stage)
    elif stage.scene.has("lake"):
        paint_water(stage, 0.85)
    elif not stage.scene.has("galaxy"):
        paint_hills(stage)


def _near(stage: Stage) -> None:
    if stage.scene.has("waves"):
        paint_waves(stage)


STEPS: Final[tuple[tuple[str, Painter], ...]] = (
    ("Sky", paint_air),
    ("Stars", paint_heavens),
    ("Light", paint_light),
    ("Clouds", paint_clouds),
    ("Distance", _far),
    ("Ground", _ground),
    ("Foreground", _near),
)
