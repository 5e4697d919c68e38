"""The light of the hour: sky, sun, air and land, by time of day, season and the colour words."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from webapp.engines.builtin.colour import mix, paint, tinted, turned
from webapp.engines.builtin.pixels import FloatArray, as_float
from webapp.engines.builtin.scene import Scene
from webapp.engines.builtin.vocabulary import COLOURS


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours are (3,) sRGB. `sky` runs from the top to the horizon; `dark` is 0 by day and 1 at night."""

    sky: tuple[FloatArray, ...]
    sun: FloatArray
    light: FloatArray
    shade: FloatArray
    haze: FloatArray
    grass: FloatArray
    leaf: FloatArray
    dark: float
    height: float


# sky from the top to the horizon | the disc | full light | in shade | far air | how dark | how high the light stands
_HOURS: Final[dict[str, tuple[str, str, str, str, str, float, float]]] = {
    "dawn": ("#5d76b0 #a9a0cb #f0b9b0 #ffdfb0", "#fff1d0", "#ffdcc0", "#8d87ad", "#e8c3c4", 0.18, 0.16),
    "morning": ("#4f9ad6 #8cc4e6 #c6e3e8 #fbefd4", "#fffbe6", "#fff3da", "#8ea3bd", "#cfe2e6", 0.0, 0.5),
    "noon": ("#2375c4 #56a4de #97cdec #dceff0", "#ffffff", "#fffaf0", "#8aa2c0", "#bddbe9", 0.0, 0.82),
    "golden": ("#6f9ac0 #c6b99c #f6c579 #ffe6a6", "#fff6cf", "#ffdf9e", "#8f7f86", "#f1cf9b", 0.06, 0.3),
    "sunset": ("#2f3f7c #86528f #e76a5c #ffb85c", "#fff0b0", "#ffb878", "#75557f", "#dd8a78", 0.25, 0.1),
    "dusk": ("#1e2d5e #4b4b86 #a0668f #f3a184", "#ffd9b0", "#e8a9a0", "#544f7c", "#8d7399", 0.5, 0.06),
    "twilight": ("#0e1f49 #24427e #4d73aa #b3bfd4", "#f2f4ff", "#9fb4dc", "#35487a", "#567098", 0.68, 0.55),
    "night": ("#050a20 #0b1739 #17295a #33487f", "#f7f4e4", "#8796c4", "#222f58", "#2c3f72", 0.95, 0.7),
}
_SEASONS: Final[dict[str, tuple[str, str]]] = {
    "spring": ("#8cbf55", "#79ad4c"),
    "summer": ("#7aa648", "#4f8742"),
    "autumn": ("#b3a552", "#d06c2c"),
    "winter": ("#eef3f8", "#5c7a70"),
}


def palette_for(scene: Scene, time: str, season: str, rng: np.random.Generator) -> Palette:
    """Mixes the palette of a scene; the seed varies it a little, the words a lot."""
    sky, sun, light, shade, haze, dark, height = _HOURS[time]
    grass, leaf = _SEASONS[season]
    turn, chroma = rng.uniform(-7, 7) + _lean(scene), rng.uniform(0.9, 1.12)
    drawn = Palette(
        sky=tuple(turned(paint(stop), turn, chroma) for stop in sky.split()),
        sun=paint(sun), light=paint(light), shade=paint(shade), haze=turned(paint(haze), turn, chroma),
        grass=turned(paint(grass), rng.uniform(-8, 8)), leaf=turned(paint(leaf), rng.uniform(-10, 10)),
        dark=dark, height=float(np.clip(height + rng.uniform(-0.05, 0.08), 0.04, 0.9)),
    )  # fmt: skip
    return _coloured(_weathered(drawn, scene), scene)


def _lean(scene: Scene) -> float:
    return (scene.key % 1000 / 500.0 - 1.0) * (10.0 if scene.unknown else 2.0)


def _weathered(palette: Palette, scene: Scene) -> Palette:
    """Greys and darkens the air for rain, storm and fog."""
    amount = max(
        0.8 * scene.has("lightning"),
        0.6 * scene.has("rain"),
        0.5 * scene.has("fog"),
        0.35 * scene.has("snow"),
    )
    if not amount:
        return palette
    lightness = 0.55 if scene.has("lightning") else 0.85 if scene.has("rain") else 1.0
    grey = paint("#5d6a80") if scene.has("lightning", "rain") else paint("#cdd4dc")
    grey = as_float(grey * (1 - 0.75 * palette.dark))
    sky = tuple(mix(turned(stop, 0, 1 - amount * 0.4, lightness), grey, amount * 0.6) for stop in palette.sky)
    return replace(
        palette,
        sky=sky,
        haze=mix(palette.haze, grey, amount * 0.6),
        light=mix(palette.light, palette.shade, amount * 0.45),
    )


def _coloured(palette: Palette, scene: Scene) -> Palette:
    """Lets colour words move the whole picture: strongly on their own, gently when they name a thing's colour."""
    owned = {subject.colour for subject in scene.subjects if subject.colour}
    for name in scene.colours[:4]:
        share = (0.22 if name in owned else 0.62) / len(scene.colours[:4]) ** 0.5
        colour = paint(COLOURS[name])
        palette = replace(
            palette,
            sky=tuple(tinted(stop, colour, share * (0.8 + 0.2 * at)) for at, stop in enumerate(palette.sky)),
            haze=tinted(palette.haze, colour, share),
            light=tinted(palette.light, colour, share * 0.5),
            shade=tinted(palette.shade, colour, share * 0.7),
        )
    return palette
