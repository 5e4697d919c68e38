"""Small buildings: houses, a village, windmills, pagodas."""

import numpy as np

from webapp.engines.builtin.canvas import box, placed
from webapp.engines.builtin.colour import mix, paint
from webapp.engines.builtin.dabs import settle
from webapp.engines.builtin.pixels import FloatArray, as_float
from webapp.engines.builtin.stage import Stage
from webapp.engines.builtin.subjects.trees import shadow

_WALLS = ("#efe3cb", "#e8d0b0", "#d9c7b4", "#f4efe4", "#d6a98a")
_ROOFS = ("#a8452f", "#8d3f38", "#5a4a4c", "#9a6236", "#4d5c6e")


def window_colour(stage: Stage) -> FloatArray:
    """Gives the colour of glass: lamplight when it is dark, the sky's by day."""
    return paint("#ffcf70") if stage.palette.dark > 0.2 else mix(stage.palette.sky[0], paint("#26303f"), 0.55)


def paint_houses(stage: Stage) -> None:
    """Builds as many houses as the words say."""
    rng = stage.rng("houses")
    count = stage.scene.find("house").count or 1
    site = stage.take_site("house")
    wide = stage.unit * (0.23 if count == 1 else 0.23 / count**0.4) * stage.scale * site.scale**0.5
    for index in sorted(range(count), key=lambda at: -at):
        stage.canvas.next_layer()
        offset = 0.0 if index == 0 else (-1) ** index * (index + 1) // 2 * wide * rng.uniform(1.3, 1.6)
        x = float(np.clip(site.x + offset, wide * 0.6, stage.width - wide * 0.6))
        size = wide * (1 if index == 0 else rng.uniform(0.72, 0.95))
        named = stage.scene.find("house").colour
        wall = stage.colour_of("house", "#efe3cb") if named else paint(_WALLS[int(rng.integers(5))])
        house(stage, rng, x, site.y + wide * (0.12 if index == 0 else 0.02), size, wall)


def paint_village(stage: Stage) -> None:
    """Huddles roofs together around a church."""
    rng = stage.rng("village")
    site = stage.take_site("village")
    for row in range(3):
        stage.canvas.next_layer()
        if row == 1:
            _church(stage, site.x, site.y + stage.unit * 0.01, stage.unit * 0.27 * stage.scale)
        for column in range(5 - row):
            wide = stage.unit * (0.095 + 0.022 * row) * rng.uniform(0.85, 1.15) * stage.scale
            x = site.x + (column - (4 - row) / 2 + rng.uniform(-0.2, 0.2)) * stage.unit * 0.14 * stage.scale
            foot = site.y + stage.unit * 0.035 * row
            house(stage, rng, x, foot, wide, paint(_WALLS[int(rng.integers(5))]), is_plain=True)


def house(
    stage: Stage, rng: np.random.Generator, x: float, foot: float, wide: float, wall: FloatArray, is_plain: bool = False
) -> None:
    """Draws a house `wide` across on `foot`: a gabled front, a long side and its roof."""
    canvas, turn = stage.canvas, stage.side
    roof = paint(_ROOFS[int(rng.integers(5))]) if stage.season != "winter" else paint("#eef3f8")
    shadow(stage, x, foot, wide * 0.6)
    is_front_lit = (stage.light_x - x) * -turn > 0
    front, side = (1.0, 0.45) if is_front_lit else (0.4, 0.95)
    flank = placed(((-0.06, -0.42), (0.56, -0.42), (0.56, 0.0), (-0.06, 0.0)), x, foot, wide, turn)
    canvas.shaded(flank, stage.lit(wall, side), stage.lit(as_float(wall * 0.85), side * 0.8))
    gable = placed(((-0.5, 0.0), (-0.5, -0.42), (-0.28, -0.78), (-0.06, -0.42), (-0.06, 0.0)), x, foot, wide, turn)
    canvas.shaded(gable, stage.lit(wall, front), stage.lit(as_float(wall * 0.88), front * 0.85))
    tiles = placed(((-0.28, -0.815), (0.46, -0.815), (0.595, -0.385), (-0.046, -0.385)), x, foot, wide, turn)
    canvas.shaded(tiles, stage.lit(roof, min(side + 0.15, 1)), stage.lit(as_float(roof * 0.8), side))
    eaves = placed(((-0.535, -0.385), (-0.28, -0.815), (-0.025, -0.385)), x, foot, wide, turn)
    canvas.stroke(eaves, stage.lit(as_float(roof * 0.7), front), max(wide * 0.04, 1))
    corners = (x - turn * wide * 0.5, x - turn * wide * 0.06, x + turn * wide * 0.56)
    _openings(stage, corners, foot, wide, is_plain)
    settle(stage, x + turn * wide * 0.03, foot, wide * 0.53)
    if not is_plain:
        _chimney(stage, rng, x + turn * wide * 0.25, foot - wide * 0.815, wide)


def _openings(stage: Stage, corners: tuple[float, float, float], foot: float, wide: float, is_plain: bool) -> None:
    canvas, glass, tall = stage.canvas, window_colour(stage), wide * 0.42
    front, back, end = corners
    frame = stage.lit(paint("#f5f0e6"), 0.8)
    size = wide * 0.075
    door = (front + back) / 2
    places = [(door, foot - tall * (1.05 if is_plain else 1.12))]
    places += [(back + (end - back) * share, foot - tall * 0.55) for share in (0.28, 0.7)]
    for x, y in places:
        canvas.polygon(box(x - size * 0.72, y - size, x + size * 0.72, y + size), frame)
        canvas.polygon(box(x - size * 0.55, y - size * 0.82, x + size * 0.55, y + size * 0.82), glass)
        canvas.stroke([(x, y - size * 0.8), (x, y + size * 0.8)], frame, max(size * 0.12, 0.5))
        canvas.stroke([(x - size * 0.55, y), (x + size * 0.55, y)], frame, max(size * 0.12, 0.5))
        if stage.is_dark:
            canvas.glow(x, y, size * 4, paint("#ffb95c"), 0.5)
    wood = stage.lit(paint("#6d4030"), 0.7)
    canvas.polygon(box(door - size * 0.62, foot - tall * 0.62, door + size * 0.62, foot), wood)


def _chimney(stage: Stage, rng: np.random.Generator, x: float, roof: float, wide: float) -> None:
    brick = stage.lit(paint("#9a5a44"), 0.6)
    stage.canvas.polygon(box(x - wide * 0.035, roof - wide * 0.1, x + wide * 0.035, roof + wide * 0.08), brick)
    pale = mix(stage.palette.haze, paint("#ffffff"), 0.35)
    for puff in range(7):
        rise = wide * (0.14 + 0.085 * puff)
        drift = stage.side * wide * 0.014 * puff**1.6
        stage.canvas.disc(
            x + drift + rng.uniform(-0.01, 0.01) * wide,
            roof - rise,
            wide * (0.02 + 0.011 * puff),
            pale,
            0.42 - 0.045 * puff,
            wide * 0.014,
        )


def _church(stage: Stage, x: float, foot: float, tall: float) -> None:
    stone, slate = paint("#e6dccb"), paint("#55606e")
    wide = tall * 0.11
    stage.canvas.shaded(
        box(x - wide, foot - tall * 0.62, x + wide, foot), stage.lit(stone, 1), stage.lit(stone, 0.5), is_across=True
    )
    stage.canvas.polygon(
        [(x - wide * 1.15, foot - tall * 0.62), (x, foot - tall * 1.15), (x + wide * 1.15, foot - tall * 0.62)],
        stage.lit(slate, 0.7),
    )
    stage.canvas.disc(x, foot - tall * 0.5, wide * 0.4, window_colour(stage))
