"""What every painter is handed: the sheet, the scene, the light and the places to stand."""

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from webapp.engines.builtin.canvas import Canvas
from webapp.engines.builtin.colour import paint
from webapp.engines.builtin.palette import Palette, palette_for
from webapp.engines.builtin.pixels import FloatArray, Number, as_float
from webapp.engines.builtin.scene import Scene
from webapp.engines.builtin.vocabulary import COLOURS
from webapp.engines.builtin.words import digest

_NIGHT: Final = ("stars", "aurora", "galaxy", "moon")
_WATER: Final = ("sea", "lake", "waves", "beach", "island")
_LAND_FIRST: Final = ("meadow", "flowers", "road", "river", "dunes", "street", "desert", "lake", "village")

_PLACES: Final = ((0.36, 0.2), (0.68, 0.3), (0.2, 0.42), (0.84, 0.16), (0.54, 0.5))


@dataclass(frozen=True, slots=True)
class Site:
    """A place where something can stand: the foot of it, and how large things are there (1 is near)."""

    x: float
    y: float
    scale: float = 1.0


@dataclass
class Stage:
    """All that painters share. Lengths are pixels; `unit` is a typical side of the sheet."""

    canvas: Canvas
    scene: Scene
    palette: Palette
    time: str
    season: str
    seed: int
    unit: float
    horizon: float
    light_x: float
    light_y: float
    side: int
    sites: list[Site] = field(default_factory=list)
    taken: int = 0

    @property
    def width(self) -> int:
        return self.canvas.width

    @property
    def height(self) -> int:
        return self.canvas.height

    def rng(self, part: str) -> np.random.Generator:
        """Gives a source of chance for one part, so that one part does not disturb another."""
        return np.random.Generator(np.random.PCG64([self.seed, digest(part), self.scene.key & 0xFFFF]))

    def colour_of(self, kind: str, otherwise: str) -> FloatArray:
        """Gives the colour that the words ask of a thing, or its own."""
        return paint(COLOURS.get(self.scene.find(kind).colour, otherwise))

    def lit(self, colour: FloatArray, light: Number = 1.0, far: Number = 0.0) -> FloatArray:
        """Puts a thing's own colour into the light: `light` 0..1 from shade to sun, `far` 0..1 into the haze."""
        light, far = _column(light), _column(far)
        lamp = self.palette.shade + (self.palette.light - self.palette.shade) * light
        seen = colour * lamp
        return as_float(seen + (self.palette.haze - seen) * far)

    def take_site(self, part: str = "site") -> Site:
        """Gives the best place left, or one on the open ground."""
        if self.sites:
            return self.sites.pop(0)
        share, low = _PLACES[self.taken % len(_PLACES)]
        self.taken += 1
        x = self.width * ((share if self.side > 0 else 1 - share) + self.rng(part).uniform(-0.03, 0.03))
        return Site(x, self.horizon + low * (self.height - self.horizon), self.scale)

    @property
    def scale(self) -> float:
        return {"close": 1.6, "wide": 0.62, "aerial": 0.5}.get(self.scene.framing, 1.0)

    @property
    def is_dark(self) -> bool:
        return self.palette.dark > 0.4


def _column(value: Number) -> Number:
    return value[..., None] if isinstance(value, np.ndarray) and value.ndim else value


def stage_for(scene: Scene, width: int, height: int, seed: int) -> Stage:
    """Sets the stage: the hour, the horizon on a third, and where the light stands."""
    rng = np.random.Generator(np.random.PCG64([seed, scene.key]))
    time, season = _hour(scene, rng), _season(scene, rng)
    palette = palette_for(scene, time, season, rng)
    side = 1 if rng.random() < 0.5 else -1
    horizon = height * _horizon_share(scene, rng)
    unit = min((width * height) ** 0.5, 1.7 * min(width, height))
    light_x = width * (0.5 + side * rng.uniform(0.1, 0.27))
    light_y = horizon - palette.height * min(horizon, 1.2 * unit) * 0.86
    return Stage(Canvas(width, height), scene, palette, time, season, seed, unit, horizon, light_x, light_y, side)


def _hour(scene: Scene, rng: np.random.Generator) -> str:
    if scene.time:
        return scene.time
    if scene.has(*_NIGHT):
        return "night"
    if scene.manner == "neon-punk":
        return "night"
    if scene.has("lightning"):
        return "dusk"
    if scene.season == "winter":
        return ("morning", "noon", "dawn", "twilight")[int(rng.integers(4))]
    return ("noon", "morning", "golden", "morning", "noon", "golden", "dawn")[int(rng.integers(7))]


def _season(scene: Scene, rng: np.random.Generator) -> str:
    if scene.season:
        return scene.season
    return "spring" if rng.random() < 0.3 else "summer"


def _horizon_share(scene: Scene, rng: np.random.Generator) -> float:
    if scene.framing == "aerial":
        return float(rng.uniform(0.13, 0.19))
    if scene.has("galaxy", "aurora", "planet", "stars") and not scene.has(*_WATER, *_LAND_FIRST):
        return float(rng.uniform(0.78, 0.84))
    if scene.has(*_LAND_FIRST):
        return float(rng.uniform(0.42, 0.5))
    return float(rng.uniform(0.56, 0.66))
