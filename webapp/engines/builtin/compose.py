"""The order of drawing: from the sky to what is nearest, each step by name."""

from collections.abc import Callable
from typing import Final, TypeAlias

from webapp.engines.builtin.abstract import paint_abstract
from webapp.engines.builtin.land.aerial import paint_from_above
from webapp.engines.builtin.land.meadow import paint_flowers, paint_grass, paint_meadow
from webapp.engines.builtin.land.ridges import paint_hills, paint_mountains, paint_rise
from webapp.engines.builtin.land.sands import paint_sands
from webapp.engines.builtin.land.shores import (
    paint_banks,
    paint_beach,
    paint_cliff,
    paint_islands,
    paint_near_bank,
)
from webapp.engines.builtin.land.water import paint_water
from webapp.engines.builtin.land.waves import paint_waves
from webapp.engines.builtin.land.ways import paint_river, paint_road, paint_waterfall
from webapp.engines.builtin.sky.air import paint_air, paint_light
from webapp.engines.builtin.sky.clouds import paint_clouds
from webapp.engines.builtin.sky.heavens import paint_heavens
from webapp.engines.builtin.sky.weather import (
    paint_fog,
    paint_lightning,
    paint_rain,
    paint_rainbow,
    paint_snowfall,
)
from webapp.engines.builtin.stage import Stage
from webapp.engines.builtin.subjects.bridge import paint_bridge
from webapp.engines.builtin.subjects.city import paint_skyline
from webapp.engines.builtin.subjects.craft import paint_balloons, paint_boats
from webapp.engines.builtin.subjects.groves import paint_forest, paint_trees
from webapp.engines.builtin.subjects.houses import paint_houses, paint_village
from webapp.engines.builtin.subjects.landmarks import paint_pagoda, paint_windmills
from webapp.engines.builtin.subjects.life import paint_birds, paint_cats, paint_people, paint_tents
from webapp.engines.builtin.subjects.street import paint_street
from webapp.engines.builtin.subjects.towers import paint_castle, paint_lighthouse

Painter: TypeAlias = Callable[[Stage], None]
_OPEN_WATER: Final = ("sea", "waves", "beach", "island")
_LAND: Final = (
    "hills", "meadow", "flowers", "road", "river", "desert", "dunes", "forest", "street", "village", "house",
    "castle", "tree", "pine", "windmill", "pagoda", "tent", "waterfall", "cactus",
)  # fmt: skip
_SPACE: Final = ("galaxy", "planet")


def is_abstract(stage: Stage) -> bool:
    """Tells whether the words name nothing that stands in a landscape."""
    scene = stage.scene
    return scene.has("abstract") or not (scene.subjects or scene.time or scene.season)


def is_space(stage: Stage) -> bool:
    """Tells whether the picture has no ground at all."""
    skies = (*_SPACE, "stars", "moon", "sun")
    return stage.scene.has(*_SPACE) and all(subject.kind in skies for subject in stage.scene.subjects)


def is_water(stage: Stage) -> bool:
    """Tells whether open water covers the ground."""
    scene = stage.scene
    if scene.has(*_OPEN_WATER):
        return True
    return scene.has("boat", "lighthouse", "cliff", "bridge") and not scene.has(*_LAND, "lake")


def _unless_abstract(painter: Painter) -> Painter:
    def painted(stage: Stage) -> None:
        if not is_abstract(stage):
            painter(stage)

    return painted


def _when(painter: Painter, *kinds: str) -> Painter:
    def painted(stage: Stage) -> None:
        if stage.scene.has(*kinds) and not is_abstract(stage):
            painter(stage)

    return painted


def _all(*painters: Painter) -> Painter:
    def painted(stage: Stage) -> None:
        for painter in painters:
            painter(stage)

    return painted


def _distance(stage: Stage) -> None:
    if is_abstract(stage) or is_space(stage):
        return
    if stage.scene.has("mountains"):
        paint_mountains(stage)
    elif not is_water(stage) and not stage.scene.has("desert", "dunes", "street", "city", "hills"):
        paint_rise(stage)
    if stage.scene.has("city"):
        paint_skyline(stage)


def _ground(stage: Stage) -> None:
    scene = stage.scene
    if is_abstract(stage):
        paint_abstract(stage)
    elif scene.has("street"):
        paint_street(stage)
    elif scene.framing == "aerial":
        paint_from_above(stage)
    elif scene.has("lake"):
        _all(paint_banks, *((paint_forest,) if scene.has("forest") else ()), _still)(stage)
    elif is_water(stage) or (scene.has("city") and not scene.has(*_LAND)):
        paint_water(stage)
    elif not is_space(stage):
        _open_ground(stage)


def _still(stage: Stage) -> None:
    paint_water(stage, 0.85)
    paint_near_bank(stage)


def _open_ground(stage: Stage) -> None:
    scene = stage.scene
    if scene.has("desert", "dunes", "cactus"):
        paint_sands(stage)
    elif (
        scene.has("meadow", "flowers", "river", "road", "village", "windmill", "tree") and not scene.has("hills")
    ) or scene.has("waterfall"):
        paint_meadow(stage)
    else:
        paint_hills(stage)


def _ways(stage: Stage) -> None:
    scene = stage.scene
    has_river = scene.has("river") or (scene.has("bridge") and not is_water(stage) and not scene.has("lake", "city"))
    if has_river and not is_abstract(stage) and not is_water(stage) and not scene.has("lake", "street"):
        paint_river(stage)
    if scene.has("road") and not is_abstract(stage) and not is_water(stage) and not scene.has("lake", "street"):
        paint_road(stage)


def _woods(stage: Stage) -> None:
    if not stage.scene.has("lake") and not is_abstract(stage):
        _when(paint_forest, "forest")(stage)


def _flat(stage: Stage) -> bool:
    return stage.scene.framing == "aerial"


def _shores(stage: Stage) -> None:
    if is_abstract(stage) or _flat(stage):
        return
    for kind, painter in (("island", paint_islands), ("beach", paint_beach), ("cliff", paint_cliff)):
        if stage.scene.has(kind):
            painter(stage)
    if is_water(stage) and stage.scene.has("lighthouse", "castle", "house") and not stage.sites:
        paint_cliff(stage)


def _nearest(stage: Stage) -> None:
    scene = stage.scene
    if is_abstract(stage):
        return
    _when(paint_waves, "waves")(stage)
    if scene.has("flowers") and not _flat(stage):
        paint_flowers(stage)
    if scene.has("meadow", "flowers") and scene.framing != "aerial" and not is_water(stage):
        paint_grass(stage)


STEPS: Final[tuple[tuple[str, Painter], ...]] = (
    ("Sky", paint_air),
    ("Stars", _unless_abstract(paint_heavens)),
    ("Light", _unless_abstract(paint_light)),
    ("Clouds", _unless_abstract(_all(paint_clouds, paint_rainbow))),
    ("Distance", _distance),
    ("Ground", _ground),
    ("Shores and paths", _all(_ways, _shores, _when(paint_waterfall, "waterfall"), _woods)),
    ("Bridges", _when(paint_bridge, "bridge")),
    ("Buildings", _all(
        _when(paint_castle, "castle"), _when(paint_lighthouse, "lighthouse"), _when(paint_village, "village"),
        _when(paint_windmills, "windmill"), _when(paint_pagoda, "pagoda"), _when(paint_houses, "house"),
    )),
    ("Trees", _unless_abstract(paint_trees)),
    ("Life", _all(
        _when(paint_boats, "boat"), _when(paint_tents, "tent"), _when(paint_people, "person"),
        _when(paint_cats, "cat"), _when(paint_balloons, "balloon"), _when(paint_birds, "birds"),
    )),
    ("Foreground", _nearest),
    ("Weather", _unless_abstract(_all(paint_fog, paint_lightning, paint_rain, paint_snowfall))),
)  # fmt: skip
